import { GraphQLError, Kind, parse, visit } from 'graphql';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';
import { limits, overShape } from './budget.ts';

/** What a client sends of a document: its text, or the hash of one that is known here. */
export interface Asked {
  query?: unknown;
  /** As in the GraphQL-over-HTTP draft on persisted documents: `sha256:<hex>`. */
  documentId?: unknown;
  extensions?: unknown;
}

export interface AdmissionRules {
  /** Whether the schema may be asked to describe itself. */
  readonly introspection: boolean;
  /** Hash to text of the documents that may be carried out; all may when there are none. */
  readonly documents?: ReadonlyMap<string, string> | undefined;
}

/** Texts remembered as looked at, in characters all together. */
const remembered = 5_000_000;

/** Which documents may be looked at any further. One judgement for HTTP and for sockets. */
export class Admission {
  private readonly rules: AdmissionRules;
  private readonly judged = new LRUCache<string, { readonly refusal: GraphQLError | undefined }>({
    maxSize: remembered,
    sizeCalculation: (_, text) => text.length + 100,
  });

  constructor(rules: AdmissionRules) {
    this.rules = rules;
  }

  /**
   * The text of the document asked for. Throws when it may not be carried out. A text that cannot be read at all is
   * given on: what reads it says best why. `anyDocument`: of an asker whose documents stand in no manifest.
   */
  admit(asked: Asked, anyDocument = false): string | undefined {
    const text = this.textOf(asked);
    if (text === undefined) return undefined;
    const { documents } = this.rules;
    const isKnown = documents !== undefined && documents.get(hashOf(text)) === text;
    if (documents && !isKnown && !anyDocument)
      throw refusal('DOCUMENT_UNKNOWN', 'Only documents that are known here are carried out.');
    // What is known here was looked at when it was written.
    const mayIntrospect = this.rules.introspection || isKnown;
    const judgement = this.judged.get(text) ?? { refusal: judge(text, mayIntrospect) };
    this.judged.set(text, judgement);
    if (judgement.refusal) throw judgement.refusal;
    return text;
  }

  private textOf({ query, documentId, extensions }: Asked): string | undefined {
    if (typeof query === 'string') return query;
    const hash = typeof documentId === 'string' ? documentId : persistedHash(extensions);
    if (hash === undefined) return undefined;
    const text = this.rules.documents?.get(hash.replace(/^sha256:/, ''));
    if (text === undefined) throw refusal('DOCUMENT_UNKNOWN', 'No document is known here by this hash.');
    return text;
  }
}

function judge(text: string, mayIntrospect: boolean): GraphQLError | undefined {
  let document;
  try {
    document = parse(text, { maxLexicalTokens: limits.tokens, noLocation: true });
  } catch {
    return undefined;
  }
  const over = overShape(document);
  if (over) return new GraphQLError(over.message, { extensions: { ...over.extensions, http: { status: 400 } } });
  if (mayIntrospect) return undefined;
  const names = new Set<string>();
  visit(document, { [Kind.FIELD]: ({ name }) => void names.add(name.value) });
  return names.has('__schema') || names.has('__type')
    ? refusal('GRAPHQL_VALIDATION_FAILED', 'The schema does not describe itself here: read schema.graphql.')
    : undefined;
}

/** As Apollo Client's persisted query link sends it. */
function persistedHash(extensions: unknown): string | undefined {
  const query = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | null | undefined)?.persistedQuery;
  return typeof query?.sha256Hash === 'string' ? query.sha256Hash : undefined;
}

/** By what a document is known: the SHA-256 of its text, in hex. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const refusal = (code: string, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
