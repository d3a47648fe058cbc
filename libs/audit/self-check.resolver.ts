import { AuditorViewNode } from '#overview';
import { extend } from '#graphql';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import { notaryOf } from './checkpoint.notary.ts';
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

@ObjectType('LogProof', {
  description: 'How far the log is signed, and what the last check of every event against its seal has shown.',
})
class LogProofNode {
  @Field(() => Int, {
    nullable: true,
    description: 'Events under the newest signed checkpoint; none before the first.',
  })
  signedEvents!: number | null;
  @Field(() => String, { nullable: true, description: 'When it was signed (ISO 8601).' })
  signedAt!: string | null;
  @Field(() => Boolean, { description: 'Enough witnesses have cosigned it.' })
  witnessed!: boolean;
  @Field(() => String, { nullable: true, description: 'Why nothing is signed any more.' })
  refused!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'OK, OK_WITH_ERASURES(payloads removed), or what is wrong and the first position where; none while the first check is under way.',
  })
  verdict!: string | null;
  @Field(() => String, { nullable: true, description: 'The verdict in a sentence.' })
  reason!: string | null;
  @Field(() => Int, { nullable: true, description: 'Events that are what was sealed, from the first on.' })
  checkedEvents!: number | null;
  @Field(() => String, { nullable: true, description: 'When the check ended (ISO 8601).' })
  checkedAt!: string | null;
}

extend(
  AuditorViewNode,
  'logProof',
  {
    type: () => LogProofNode,
    nullable: true,
    description: 'Whether the log is what was written; nothing where nobody proves it.',
  },
  async ({ world }): Promise<LogProofNode | undefined> => {
    const report = await notaryOf(world)?.report;
    return (
      report && {
        signedEvents: report.checkpoint?.size ?? null,
        signedAt: report.checkpoint?.signedAt ?? null,
        witnessed: report.checkpoint?.witnessed ?? false,
        refused: report.refused ?? null,
        verdict: report.check?.verdict ?? null,
        reason: report.check?.reason ?? null,
        checkedEvents: report.check?.events ?? null,
        checkedAt: report.check?.at ?? null,
      }
    );
  },
);
