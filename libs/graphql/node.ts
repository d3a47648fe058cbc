import type { World } from '#world';
import { inLanguage, Language, RemovalBasis, removalOf } from '#language';
import type { Type } from '@nestjs/common';
import { ArgsType, Field, ObjectType, TypeMetadataStorage } from '@nestjs/graphql';
import { enumOf } from './input.ts';

/**
 * What GraphQL shows of a row: the row's own fields as they are, and relations as methods that look them up in
 * the same world. A node never outlives its answer. The fields are given to each class when the schema is built
 * (see driver.ts): copying them into every node would take longer than all else a long list takes.
 *
 * A node's method takes one argument, named by `@Takes`; it may be called on a plain object with the same fields,
 * so it reads nothing but fields.
 */
export abstract class NodeOf<Row extends object> {
  readonly world: World;
  readonly row: Row;
  constructor(world: World, row: Row) {
    this.world = world;
    this.row = row;
  }
}

/** The `@ArgsType()` a node's method takes. Nest's own `@Args` works on resolvers only. */
export const Takes =
  (args: Type<object>) =>
  (prototype: object, methodName: string): void =>
    TypeMetadataStorage.addMethodParamMetadata({
      kind: 'args',
      target: prototype.constructor,
      methodName,
      typeFn: () => args,
      index: 0,
      options: {},
    });

export const LanguageEnum = enumOf(Language);
const RemovalEnum = enumOf(RemovalBasis);

@ObjectType({ description: 'A text in one language, as said or as the original when there is no translation.' })
export class Said {
  @Field(() => String)
  text!: string;
  @Field(() => LanguageEnum, { description: 'The language the text is really in.' })
  language!: Language;
  @Field(() => Boolean, { description: 'True when the language asked for is missing and the original stands in.' })
  missing!: boolean;
  @Field(() => Boolean, { description: 'True when the original has changed since this translation was written.' })
  outdated!: boolean;
}

@ArgsType()
export class LanguageArgs {
  @Field(() => LanguageEnum)
  language!: Language;
}

@ObjectType('Text', { description: 'A text people read: an original and its translations.' })
export class TextNode {
  @Field(() => LanguageEnum)
  original!: Language;
  @Field(() => String, { nullable: true })
  fi?: string | undefined;
  @Field(() => String, { nullable: true })
  sv?: string | undefined;
  @Field(() => String, { nullable: true })
  en?: string | undefined;
  // Plain texts have no such property: only a view that saw the original change keeps one.
  @Field(() => [LanguageEnum], { nullable: true, description: 'Translations the original has moved away from.' })
  outdated?: readonly Language[] | undefined;

  @Field(() => RemovalEnum, {
    nullable: true,
    description: 'Why the words are gone or kept from sight; nothing where they are the author’s own.',
  })
  removed(): RemovalBasis | undefined {
    return removalOf(this);
  }

  @Field(() => Said, { description: 'The text in a language; a missing translation is marked, never silently mixed.' })
  @Takes(LanguageArgs)
  said({ language }: LanguageArgs): Said {
    const said = inLanguage(this, language);
    return { ...said, outdated: this.outdated?.includes(said.language) ?? false };
  }
}
