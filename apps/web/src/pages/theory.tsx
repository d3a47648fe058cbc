import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TheoryChart, type TheoryLink } from '../charts/theory-chart.tsx';
import { Acts } from '../forms/acts.tsx';
import { textFilled, useNewId } from '../forms/filled.ts';
import { graphql, type ResultOf } from '../graphql.ts';
import { useFormats } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Empty, Notice, Tag } from '../ui/index.ts';
import { useSight, useView } from '../view.ts';
import { Answer } from './answer.tsx';
import { Choice, Filters } from './filters.tsx';
import { Heading } from './heading.tsx';
import './agenda.css';
import './theory.css';

const TheoryView = graphql(`
  query Theory($collaboration: ID!, $asOf: String, $actingFor: ID, $about: ID, $programme: ID, $steps: Int) {
    collaboration(id: $collaboration, asOf: $asOf, actingFor: $actingFor) {
      id
      goals(first: 100) {
        nodes {
          id
          number
          title {
            ...Words
          }
        }
      }
      programmes(first: 100) {
        nodes {
          id
          title {
            ...Words
          }
        }
      }
      theoryOfChange(about: $about, programme: $programme, steps: $steps) {
        more
        things {
          id
          kind
          over
          title {
            ...Words
          }
        }
        links {
          id
          revision
          effect
          strength
          confidence
          changedAt
          sentence {
            ...Words
          }
          why {
            ...Words
          }
          drawnBy {
            id
            name {
              ...Words
            }
          }
          from {
            id
            title {
              ...Words
            }
          }
          to {
            id
            title {
              ...Words
            }
          }
          evidence {
            url
            label {
              ...Words
            }
          }
          earlier {
            until
          }
        }
      }
    }
  }
  fragment Words on Text {
    original
    fi
    sv
    en
    outdated
  }
`);

type Found = NonNullable<ResultOf<typeof TheoryView>['collaboration']>;
type Link = Found['theoryOfChange']['links'][number];

/** What is thought to work on what, how strongly and how surely, and what speaks for it. */
export function Theory(): ReactElement {
  const { t } = useTranslation(['agenda', 'common']);
  const { goal, programme } = useSearch({ from: '/c/$collaboration/theory' });
  const view = useView(TheoryView, {
    about: goal ?? null,
    programme: goal === undefined ? (programme ?? null) : null,
    steps: goal === undefined ? 2 : 3,
  });
  return (
    <>
      <Heading title={t('theory.title')}>
        <p className="lead">{t('theory.lead')}</p>
      </Heading>
      <Answer view={view} pick={({ collaboration }) => collaboration} lines={10}>
        {(found) => <TheoryPage found={found} onDone={view.again} />}
      </Answer>
    </>
  );
}

function TheoryPage({ found, onDone }: { readonly found: Found; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation(['agenda']);
  const said = useSaid();
  const { goal, programme } = useSearch({ from: '/c/$collaboration/theory' });
  const navigate = useNavigate({ from: '/c/$collaboration/theory' });
  const [link, renew] = useNewId('link');
  const { theoryOfChange, goals, programmes } = found;
  const things = useMemo(
    () => theoryOfChange.things.map(({ id, kind, title }) => ({ id, kind, title: said(title) })),
    [theoryOfChange, said],
  );
  const links = useMemo(
    () =>
      theoryOfChange.links.flatMap(({ id, from, to, effect, strength, confidence }): TheoryLink[] =>
        from && to ? [{ id, from: from.id, to: to.id, effect, strength, confidence }] : [],
      ),
    [theoryOfChange],
  );
  const titles = new Map(things.map(({ id, title }) => [id, title]));
  const whys = new Map(theoryOfChange.links.map(({ id, why }) => [id, why]));
  const count = (kind: string) => things.filter((thing) => thing.kind === kind).length;
  const sure = (confidence: string) => links.filter((link) => link.confidence === confidence).length;
  return (
    <>
      <Filters>
        <Choice
          label={t('theory.aroundGoal')}
          value={goal}
          options={goals.nodes.map((one) => ({ id: one.id, label: `${one.number ?? ''} ${said(one.title)}`.trim() }))}
          onChange={(chosen) => void navigate({ search: { goal: chosen }, replace: true })}
        />
        <Choice
          label={t('theory.aroundProgramme')}
          value={goal === undefined ? programme : undefined}
          options={programmes.nodes.map((one) => ({ id: one.id, label: said(one.title) }))}
          onChange={(chosen) => void navigate({ search: { programme: chosen }, replace: true })}
        />
      </Filters>
      <Acts
        id={link}
        about={t('theory.new')}
        acts={[{ command: 'DrawLink' }]}
        onDone={() => {
          renew();
          onDone();
        }}
      />
      {links.length === 0 ? (
        <Empty title={t('theory.none')}>
          <p>{t('theory.noneAdvice')}</p>
        </Empty>
      ) : (
        <>
          {theoryOfChange.more && (
            <Notice>
              <p>{t('theory.more')}</p>
            </Notice>
          )}
          <TheoryChart
            title={t('theory.chart')}
            finding={t('theory.finding', {
              count: links.length,
              activities: count('ACTIVITY'),
              indicators: count('INDICATOR'),
              goals: count('GOAL'),
              sure: sure('HIGH'),
              unsure: sure('LOW'),
            })}
            things={things}
            links={links}
            columns={[
              { id: 'from', title: t('theory.from'), isHead: true, cell: ({ from }) => titles.get(from) },
              { id: 'effect', title: t('theory.effect'), cell: ({ effect }) => t(`theory.short.${effect}`) },
              { id: 'to', title: t('theory.to'), cell: ({ to }) => titles.get(to) },
              {
                id: 'strength',
                title: t('theory.strengthName'),
                cell: ({ strength }) => t(`theory.strength.${strength}`),
              },
              {
                id: 'confidence',
                title: t('theory.confidenceName'),
                cell: ({ confidence }) => t(`theory.confidence.${confidence}`),
              },
              {
                id: 'why',
                title: t('theory.why'),
                cell: ({ id }) => {
                  const why = whys.get(id);
                  return why && <Said text={why} />;
                },
              },
            ]}
          />
          <section className="stack" aria-labelledby="claims">
            <h2 id="claims">{t('theory.claims')}</h2>
            <p className="measure">{t('theory.claimsLead')}</p>
            <ul className="plain claims">
              {theoryOfChange.links.map((link) => (
                <Claim key={link.id} link={link} onDone={onDone} />
              ))}
            </ul>
          </section>
        </>
      )}
    </>
  );
}

/** One claim in words: what it says, why it is thought, what speaks for it and who answers for it. */
function Claim({ link, onDone }: { readonly link: Link; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation(['agenda']);
  const said = useSaid();
  const { day } = useFormats();
  const { organisation, actingFor, roles } = useSight();
  const { id, from, to, sentence, why, evidence, effect, strength, confidence, drawnBy, earlier, revision } = link;
  const ends = { from: from ? said(from.title) : '', to: to ? said(to.title) : '' };
  const mayChange = roles.has('COORDINATOR') || drawnBy?.id === (actingFor ?? organisation);
  const filled = {
    effect,
    strength,
    confidence,
    why: textFilled(why),
    evidence: evidence.map(({ label, url }) => ({ label: textFilled(label), ...(url != null && { url }) })),
  };
  return (
    <li className="claim">
      <h3>{sentence ? <Said text={sentence} /> : `${ends.from} → ${ends.to}`}</h3>
      <p className="row small">
        <Tag>{t(`theory.strength.${strength}`)}</Tag>
        <Tag tone={confidence === 'LOW' ? 'tentative' : 'plain'}>{t(`theory.confidence.${confidence}`)}</Tag>
        {drawnBy && (
          <span className="quiet">
            <Said text={drawnBy.name} />, {day(link.changedAt)}
          </span>
        )}
        {earlier.length > 0 && <span className="quiet">{t('theory.revised', { count: earlier.length })}</span>}
      </p>
      <p className="said">
        <Said text={why} />
      </p>
      {evidence.length > 0 && (
        <div className="small">
          <p>{t('theory.evidence')}</p>
          <ul>
            {evidence.map(({ label, url }) => (
              <li key={said(label)}>
                {url == null ? (
                  <Said text={label} />
                ) : (
                  <a href={url} rel="noreferrer">
                    <Said text={label} />
                  </a>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {mayChange && (
        <Acts
          id={id}
          about={`${ends.from} → ${ends.to}`}
          look="plain"
          acts={[
            { command: 'ReviseLink', filled, expectedVersion: revision },
            { command: 'RemoveLink', expectedVersion: revision },
          ]}
          onDone={onDone}
        />
      )}
    </li>
  );
}
