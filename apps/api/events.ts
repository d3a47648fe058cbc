import { asyncApiOf, catalogueOf, cataloguePage, eventWords, retentionPlan } from '#audit';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { privacyOf } from '#world';
import { contexts } from './platform.ts';

const aboutRetention = `# What is kept for how long, by what right, and what happens then; who may be told of it.
#
# Written by \`npm run events\` from libs/audit/retention-plan.ts. These are PROPOSALS, after Finnish practice as far
# as it is known to us. They bind nobody until an administrator has confirmed them class by class (ConfirmRetention),
# with the organisation's own times and its own decision; nothing can be disposed of before that. Whether something is
# kept for good is for the National Archives to order. Nothing here is advice on the law.
#
# years      after the start event; without it the class is kept for good
# starts     the start event, when nothing has happened to the thing since; its last change where none is named
# carriedOut platform: it goes by itself once its time is confirmed; otherwise persons erase words or take texts out
# publicity  what its things are by the Openness Act (621/1999) unless somebody classified them (ClassifyItem):
#            public, discretionary (not public yet, or to be weighed: not told in a public bundle), secret
# grounds    numbers of its section 24 (1)
# unfinished events not told in public whatever the class: drafts (section 6)

`;

/** What is written out of the code and committed under infra/: by file name. Examples are the stored events of `examples`. */
export function writtenFiles(examples: string): Readonly<Record<string, string>> {
  const deciders = contexts.flatMap(({ aggregates }) => aggregates.map(({ decider }) => decider));
  const catalogue = catalogueOf(deciders, {
    words: eventWords,
    fields: privacyOf,
    example: (type, version) =>
      (JSON.parse(readFileSync(join(examples, `${type}.v${version}.json`), 'utf8')) as { data: unknown }).data,
  });
  return {
    'events/asyncapi.json': `${JSON.stringify(asyncApiOf(catalogue), undefined, 1)}\n`,
    'events/EVENTS.md': cataloguePage(catalogue),
    'retention.yaml': aboutRetention + stringify(retentionPlan, { lineWidth: 0, aliasDuplicateObjects: false }),
  };
}
