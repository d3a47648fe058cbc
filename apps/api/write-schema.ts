/** `npm run schema`: writes the committed schema anew after the API has changed. */
import { writeFileSync } from 'node:fs';
import { schemaText } from './schema.ts';

writeFileSync('apps/api/schema.graphql', await schemaText());
