import { createRequest, formatDocument, gql, stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { initGraphQLTada } from 'gql.tada';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { documentOf, type CommandForm } from './src/forms/form.ts';

/** A document as a file writes it: its text, and the names of the parts it takes from others. */
interface Written {
  readonly file: string;
  readonly text: string;
  readonly parts: readonly string[];
}

const graphql = initGraphQLTada<{ introspection: never }>() as (
  text: string,
  parts: readonly TypedDocumentNode[],
) => TypedDocumentNode;

const commands = JSON.parse(readFileSync('apps/web/src/generated/commands.json', 'utf8')) as Readonly<
  Record<string, CommandForm>
>;

/**
 * Every document the app can send, by the hash of its text, for a server that carries out nothing else (`trustedDocuments`
 * in its settings): those its files write down, and one for each command. The text is what the client really sends,
 * worked out by the client itself.
 */
export function documents(source: string): Readonly<Record<string, string>> {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.spec)\.tsx?$/.test(file))
    .map((file) => join(source, file));
  const named = new Map<string, Written>();
  const unnamed: Written[] = [];
  const imports = new Map<string, string>();
  for (const file of files) read(file, named, unnamed, imports);

  const made = new Map<string, TypedDocumentNode>();
  const make = ({ file, text, parts }: Written): TypedDocumentNode =>
    graphql(
      text,
      parts.map((name) => part(file, name)),
    );
  const part = (file: string, name: string): TypedDocumentNode => {
    const key = named.has(`${file} ${name}`) ? `${file} ${name}` : (imports.get(`${file} ${name}`) ?? '');
    const written = named.get(key);
    if (!written) throw new Error(`${file} takes ${name}, which is written in no file of the app`);
    const known = made.get(key) ?? make(written);
    made.set(key, known);
    return known;
  };
  const all = [
    ...[...named].map(([key, { file }]) => part(file, key.slice(file.length + 1))),
    ...unnamed.map(make),
    ...Object.entries(commands).map(([name, form]) => gql(documentOf(name, form))),
  ];
  const texts = all.flatMap((document) => sent(document) ?? []);
  return Object.fromEntries(texts.map((text) => [createHash('sha256').update(text).digest('hex'), text]));
}

/** What goes over the line for a document; nothing for a part that is no operation of its own. */
function sent(document: TypedDocumentNode): string | undefined {
  const operation = document.definitions.find(({ kind }) => (kind as string) === 'OperationDefinition');
  if (!operation || !('operation' in operation)) return undefined;
  const { query } = createRequest(document, {});
  // A subscription is passed on as it is; in everything else the cache asks what each thing is.
  return stringifyDocument((operation.operation as string) === 'subscription' ? query : formatDocument(query));
}

/** Collects what one file writes, under the name it gives it, and where the names it takes come from. */
function read(file: string, named: Map<string, Written>, unnamed: Written[], imports: Map<string, string>): void {
  const text = readFileSync(file, 'utf8');
  if (!text.includes('graphql(') && !text.includes('gql(')) return;
  const look = (node: ts.Node, name?: string): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const from = resolve(dirname(file), node.moduleSpecifier.text);
      const { namedBindings } = node.importClause ?? {};
      if (namedBindings && ts.isNamedImports(namedBindings))
        for (const { name: local, propertyName } of namedBindings.elements)
          imports.set(`${file} ${local.text}`, `${from} ${(propertyName ?? local).text}`);
      return;
    }
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
      look(node.initializer, node.name.text);
      return;
    }
    if (ts.isCallExpression(node) && /^(graphql|gql)$/.test(node.expression.getText())) {
      const [document, parts] = node.arguments;
      if (document && ts.isNoSubstitutionTemplateLiteral(document)) {
        const names =
          parts && ts.isArrayLiteralExpression(parts) ? parts.elements.map((element) => element.getText()) : [];
        const written = { file, text: document.text, parts: names };
        if (name === undefined) unnamed.push(written);
        else named.set(`${file} ${name}`, written);
        return;
      }
    }
    node.forEachChild((child) => look(child));
  };
  look(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
}
