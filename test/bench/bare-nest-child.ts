/** The least a Nest and Apollo server on Fastify can do that keeps what it is told: one row on the disk, and an answer. */
import 'reflect-metadata';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  Args,
  ArgsType,
  createUnionType,
  Field,
  Float,
  GraphQLModule,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from '@nestjs/graphql';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { join } from 'node:path';
import { openBare } from './append.ts';

const MeasurementStatus = { FINAL: 'final', PROVISIONAL: 'provisional' };
registerEnumType(MeasurementStatus, { name: 'MeasurementStatus' });

@InputType()
class TextInput {
  @Field(() => String)
  original!: string;
  @Field(() => String)
  fi!: string;
}
@InputType()
class TimespanInput {
  @Field(() => String)
  from!: string;
  @Field(() => String)
  to!: string;
}
@InputType()
class ReportMeasurementInput {
  @Field(() => String)
  indicator!: string;
  @Field(() => TimespanInput)
  period!: TimespanInput;
  @Field(() => String)
  place!: string;
  @Field(() => MeasurementStatus)
  status!: string;
  @Field(() => Float)
  value!: number;
  @Field(() => TextInput)
  comment!: TextInput;
}
@ArgsType()
class To {
  @Field(() => ID)
  collaboration!: string;
  @Field(() => ID)
  id!: string;
  @Field(() => ID)
  commandId!: string;
}
@ObjectType()
class Measurement {
  @Field(() => Float)
  value!: number;
  @Field(() => MeasurementStatus)
  status!: string;
}
@ObjectType()
class Refused {
  @Field(() => String)
  code!: string;
  @Field(() => String, { nullable: true })
  field!: string | null;
}
const Answer = createUnionType({
  name: 'MeasurementAnswer',
  types: () => [Measurement, Refused] as const,
  resolveType: (value) => ('code' in value ? Refused : Measurement),
});

const [folder = ''] = process.argv.slice(2);
const store = openBare(join(folder, 'bare.db'));

@Resolver()
class MeasurementResolver {
  @Query(() => String)
  alive() {
    return 'yes';
  }
  @Mutation(() => Answer)
  reportMeasurement(@Args() { id, commandId }: To, @Args('input') input: ReportMeasurementInput) {
    store.insert({ id: commandId, type: id, data: input, metadata: {} });
    return input;
  }
}

@Module({
  imports: [GraphQLModule.forRoot<ApolloDriverConfig>({ driver: ApolloDriver, autoSchemaFile: true, graphiql: false })],
  providers: [MeasurementResolver],
})
class BareModule {}

const server = await NestFactory.create(BareModule, new FastifyAdapter(), { logger: ['error', 'warn'] });
await server.listen(0, '127.0.0.1');
process.send?.({ url: `${await server.getUrl()}/graphql`, cookie: '' });
process.on('message', () => process.exit());
