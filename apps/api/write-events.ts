/** `npm run events`: writes the committed event catalogue and retention plan anew after the code has changed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { writtenFiles } from './events.ts';

mkdirSync('infra/events', { recursive: true });
for (const [name, text] of Object.entries(writtenFiles('test/golden'))) writeFileSync(`infra/${name}`, text);
