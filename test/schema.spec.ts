import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLObjectType, buildSchema, isUnionType } from 'graphql';
import { commandForms } from '../apps/api/commands.ts';
import { contexts } from '../apps/api/platform.ts';
import { resolvers } from '../apps/api/app.module.ts';
import { schemaText } from '../apps/api/schema.ts';

const committed = readFileSync(join(__dirname, '../apps/api/schema.graphql'), 'utf8');
/** What the platform alone writes has no mutation: see infra/decisions/0028. */
const deciders = contexts
  .flatMap(({ aggregates }) => aggregates.map(({ decider }) => decider))
  .filter(({ prefix }) => prefix !== 'access_');
/** A person's own settings are no commands of the domain and leave no event: see infra/decisions/0028. */
const ownSettings = ['seeNotifications', 'setNotificationRule', 'correctMyDetails'];
/** Who people are stands outside the log; what these change of mandates are commands of their own: see 0040. */
const ofPeople = ['invitePerson', 'inviteAgain', 'leaveOrganisation', 'replacePerson', 'forgetPerson'];
/** What anybody may say on the public pages becomes commands that the platform gives: see 0048. */
const ofResidents = ['sayAsResident'];
const camel = (command: string) => command.charAt(0).toLowerCase() + command.slice(1);

it('schema.graphql is what the code says: npm run schema writes it anew', async () => {
  expect(await schemaText()).toBe(committed);
});

it('what the web app knows of commands is what their shapes say: npm run schema writes it anew', () => {
  const kept = readFileSync(join(__dirname, '../apps/web/src/generated/commands.json'), 'utf8');
  expect(JSON.stringify(commandForms())).toBe(JSON.stringify(JSON.parse(kept)));
});

describe('the schema', () => {
  const schema = buildSchema(committed);
  const mutations = Object.fromEntries(
    Object.entries(schema.getMutationType()?.getFields() ?? {}).filter(
      ([name]) => ![...ownSettings, ...ofPeople, ...ofResidents].includes(name),
    ),
  );

  it('has a mutation for every command, and none that is no command', () => {
    const commands = deciders.flatMap((decider) => Object.keys(decider.commands).map(camel));
    expect(Object.keys(mutations).toSorted()).toEqual(commands.toSorted());
  });

  it('answers every mutation with the entity or a refusal, and takes a commandId and an expectedVersion', () => {
    for (const { name, type, args } of Object.values(mutations)) {
      const answer = schema.getType(type.toString().replace('!', ''));
      expect([name, isUnionType(answer) && answer.getTypes().map(String).includes('Refused')]).toEqual([name, true]);
      const taken = args.map((argument) => `${argument.name}: ${argument.type.toString()}`);
      expect([name, taken]).toEqual([
        name,
        expect.arrayContaining(['commandId: ID!', 'expectedVersion: Int', 'id: ID!', 'collaboration: ID!']),
      ]);
    }
  });

  it('lets into every mutation whom its decider lets in', () => {
    const wanted = Object.fromEntries(
      deciders.flatMap((decider) => Object.entries(decider.roles).map(([command, roles]) => [camel(command), roles])),
    );
    const said = Object.fromEntries(
      resolvers.flatMap((resolver) => {
        const methods = Object.getOwnPropertyDescriptors(resolver.prototype);
        return Object.entries(methods)
          .filter(([name]) => Object.hasOwn(mutations, name))
          .map(([name, { value }]) => [
            name,
            Reflect.getMetadata('talkoot:allow', value as object) as string[] | undefined,
          ]);
      }),
    );
    expect(said).toEqual(wanted);
  });

  it('describes every type that is its own and every field that is not self-evident', () => {
    const bare = Object.values(schema.getTypeMap()).flatMap((type) =>
      type instanceof GraphQLObjectType &&
      !type.name.startsWith('__') &&
      !/(Connection|Edge)$/.test(type.name) &&
      !type.description
        ? [type.name]
        : [],
    );
    expect(bare.filter((name) => !['Query', 'Mutation', 'Subscription'].includes(name))).toEqual([]);
  });

  it('bounds every list that grows: connections take first', () => {
    for (const type of Object.values(schema.getTypeMap()))
      if (type instanceof GraphQLObjectType)
        for (const field of Object.values(type.getFields()))
          if (field.type.toString().endsWith('Connection!'))
            expect([type.name, field.name, field.args.map(({ name }) => name)]).toEqual([
              type.name,
              field.name,
              expect.arrayContaining(['first', 'after']),
            ]);
  });
});
