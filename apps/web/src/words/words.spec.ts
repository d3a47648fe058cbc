import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { irreversible } from '../forms/consequences.ts';
import type { CommandForm, Field, Fields } from '../forms/form.ts';

type Words = { readonly [key: string]: string | Words };

const languages = ['fi', 'sv', 'en'] as const;
const namespaces = readdirSync(join(__dirname, 'fi')).map((file) => file.replace(/\.json$/, ''));

const read = (language: string, namespace: string): Words =>
  JSON.parse(readFileSync(join(__dirname, language, `${namespace}.json`), 'utf8')) as Words;

/** Every text with its path; the forms of a plural are one key, since languages count differently. */
function texts(words: Words, at = ''): readonly (readonly [key: string, text: string])[] {
  return Object.entries(words).flatMap(([name, value]): readonly (readonly [string, string])[] => {
    const key = at === '' ? name : `${at}.${name}`;
    return typeof value === 'string' ? [[key, value]] : texts(value, key);
  });
}

const keys = (words: Words) =>
  [...new Set(texts(words).map(([key]) => key.replace(/_(zero|one|two|few|many|other)$/, '')))].sort();
const holes = (text: string) => [...text.matchAll(/\{\{[^}]+\}\}|<\/?\w+\/?>/g)].map(([hole]) => hole).sort();

it('the languages have the same namespaces', () => {
  for (const language of languages)
    expect(readdirSync(join(__dirname, language)).sort()).toEqual(namespaces.map((name) => `${name}.json`).sort());
});

describe.each(namespaces)('%s', (namespace) => {
  const finnish = read('fi', namespace);

  it.each(['sv', 'en'])('says the same things in %s', (language) => {
    expect(keys(read(language, namespace))).toEqual(keys(finnish));
  });

  it.each(['sv', 'en'])('has the same places to fill in %s', (language) => {
    const theirs = new Map(texts(read(language, namespace)));
    for (const [key, text] of texts(finnish)) {
      const other = theirs.get(key);
      if (other !== undefined) expect([key, holes(other)]).toEqual([key, holes(text)]);
    }
  });

  it.each(languages)('has no empty words in %s', (language) => {
    const empty = texts(read(language, namespace)).flatMap(([key, text]) => (text.trim() === '' ? [key] : []));
    expect(empty).toEqual([]);
  });
});

const commands = JSON.parse(readFileSync(join(__dirname, '../generated/commands.json'), 'utf8')) as Readonly<
  Record<string, CommandForm>
>;
describe.each(languages)('every command in %s', (language) => {
  const forms = new Map(texts(read(language, 'forms')));
  const shapes = Object.entries(commands);

  /** Every field by the name it is called by, with the choices it has. */
  function asked(command: string, fields: Fields): readonly { name: string; field: Field }[] {
    return Object.entries(fields).flatMap(([name, field]) => one(command, name, field));
  }
  function one(command: string, name: string, field: Field): readonly { name: string; field: Field }[] {
    if (field.kind === 'group') return [{ name, field }, ...asked(command, field.fields)];
    if (field.kind === 'list') return [{ name, field }, ...one(command, name, field.of)];
    return [{ name, field }];
  }

  it('has a name', () => {
    expect(shapes.map(([name]) => name).filter((name) => !forms.has(`command.${name}`))).toEqual([]);
  });

  it('has a name for each of its fields', () => {
    const nameless = shapes.flatMap(([command, { fields }]) =>
      asked(command, fields)
        .filter(({ name }) => !forms.has(`field.${name}`) && !forms.has(`field.${command}.${name}`))
        .map(({ name }) => `${command}.${name}`),
    );
    expect(nameless).toEqual([]);
  });

  it('has words for each choice', () => {
    const nameless = shapes.flatMap(([command, { fields }]) =>
      asked(command, fields).flatMap(({ name, field }) =>
        field.kind === 'choice'
          ? field.of
              .filter((choice) => !forms.has(`choice.${name}.${choice}`) && !forms.has(`choice.${choice}`))
              .map((choice) => `${command}.${name}.${choice}`)
          : [],
      ),
    );
    expect(nameless).toEqual([]);
  });

  it('says what follows when it cannot be taken back', () => {
    expect([...irreversible].filter((command) => !forms.has(`follows.${command}`))).toEqual([]);
  });

  it('is spoken of by no words that belong to none', () => {
    const known = new Set([...Object.keys(commands), ...identityCommands]);
    const others = texts(read(language, 'forms')).flatMap(([key]) => {
      const [section = '', command = ''] = key.split('.');
      return ['command', 'next', 'follows'].includes(section) && !known.has(command) ? [key] : [];
    });
    expect(others).toEqual([]);
  });
});

/** Given to the directory of people and the inbox, whose mutations have shapes of their own. */
const identityCommands = [
  'CorrectMyDetails',
  'ForgetPerson',
  'InviteAgain',
  'InvitePerson',
  'LayDownMandate',
  'LeaveOrganisation',
  'OpenCollaboration',
  'ReplacePerson',
  'SeeNotifications',
  'SetNotificationRule',
];

const source = join(__dirname, '..');
const components = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));

/** Attributes that people read or hear. */
const spoken = new Set([
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'label',
  'title',
  'hint',
  'placeholder',
  'alt',
  'caption',
  'summary',
]);
/** Names that are the same in every language, and signs. */
const nobodysLanguage = /^(Talkoot|[^\p{L}]*)$/u;

it.each(components)('%s says nothing in one language only', (file) => {
  const text = readFileSync(join(source, file), 'utf8');
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    // What is typed into a machine is the same in every language.
    if (ts.isJsxElement(node) && node.openingElement.tagName.getText() === 'code') return;
    if (ts.isJsxText(node) && !nobodysLanguage.test(node.text.trim())) found.push(node.text.trim());
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent) && node.expression) literal(node.expression);
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText()) && node.initializer) {
      if (ts.isStringLiteral(node.initializer)) literal(node.initializer);
      if (ts.isJsxExpression(node.initializer) && node.initializer.expression) literal(node.initializer.expression);
    }
    node.forEachChild(look);
  };
  const literal = (node: ts.Expression): void => {
    if (ts.isStringLiteralLike(node) && !nobodysLanguage.test(node.text)) found.push(node.text);
    if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(literal);
  };
  look(tree);
  expect(found).toEqual([]);
});
