import { AuditorViewNode } from '#overview';
import { extend } from '#graphql';
import { Field, ObjectType } from '@nestjs/graphql';
import { historyOf } from './history.reading.ts';

@ObjectType('SelfCheck', {
  description:
    'What folding the whole log anew in the background has shown since the server was started from a snapshot.',
})
class SelfCheckNode {
  @Field(() => String, { description: 'Log position up to which the log was folded.' })
  position!: string;
  @Field(() => Boolean, { description: 'The snapshot was, row by row, what the log says.' })
  equal!: boolean;
  @Field(() => String, { nullable: true, description: 'The first row that was not: view/id.' })
  difference!: string | null;
}

extend(
  AuditorViewNode,
  'selfCheck',
  {
    type: () => SelfCheckNode,
    nullable: true,
    description:
      'The last proof that what was served at the start is what the log says; nothing when all was folded from the log.',
  },
  ({ world }) => historyOf(world).selfCheckOf(world),
);
