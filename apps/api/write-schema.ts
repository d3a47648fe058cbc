/** `npm run schema`: writes what is committed of the API anew after it has changed. */
import { writeFileSync } from 'node:fs';
import { commandForms } from './commands.ts';
import { schemaText } from './schema.ts';

writeFileSync('apps/api/schema.graphql', await schemaText());
writeFileSync('apps/web/src/generated/commands.json', `${JSON.stringify(commandForms(), null, 1)}\n`);
