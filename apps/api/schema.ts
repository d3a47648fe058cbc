import { GraphQLSchemaHost } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPlatform } from './platform.ts';
import { createServer } from './server.ts';
import { Entrance } from './sign-in/entrance.ts';

/** The API's schema as it is committed in schema.graphql. */
export async function schemaText(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'talkoot-schema-'));
  const platform = openPlatform({ folder });
  const entrance = new Entrance({ folder, people: platform.people });
  const server = await createServer(platform, entrance);
  try {
    await server.init();
    return `${printSchema(lexicographicSortSchema(server.get(GraphQLSchemaHost).schema))}\n`;
  } finally {
    await server.close();
    entrance.close();
    await platform.close();
    rmSync(folder, { recursive: true });
  }
}
