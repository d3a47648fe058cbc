import { useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { Said, useSaid } from '../said.tsx';
import { Button, Dialog, ErrorSummary, Notice, Skeleton, Tag, TextArea, type Mistake } from '../ui/index.ts';
import { useSight } from '../view.ts';

const Held = graphql(`
  query Held($collaboration: ID!, $actingFor: ID) {
    me(collaboration: $collaboration, actingFor: $actingFor) {
      person
      mandates {
        id
        role
        from
        to
        indicator
        programme
      }
      organisation
      organisations {
        id
        name {
          original
          fi
          sv
          en
        }
      }
    }
  }
`);

const LayDown = graphql(`
  mutation LayDownMandate(
    $collaboration: ID!
    $id: ID!
    $commandId: ID!
    $actingFor: ID
    $input: LayDownMandateInput!
    $language: Language!
  ) {
    layDownMandate(
      collaboration: $collaboration
      id: $id
      commandId: $commandId
      actingFor: $actingFor
      input: $input
    ) {
      __typename
      ... on Refused {
        code
        words(language: $language)
      }
    }
  }
`);

const Leave = graphql(`
  mutation LeaveOrganisation(
    $collaboration: ID!
    $commandId: ID!
    $actingFor: ID
    $input: LeaveOrganisationInput!
    $language: Language!
  ) {
    leaveOrganisation(collaboration: $collaboration, commandId: $commandId, actingFor: $actingFor, input: $input) {
      __typename
      ... on Refused {
        code
        words(language: $language)
      }
    }
  }
`);

const api = { fi: 'FI', sv: 'SV', en: 'EN' } as const;

type Ending = { readonly mandate: string; readonly name: string } | 'all';

/** What the person may do and for whom; each mandate can be laid down, and the organisation can be left. */
export function Membership(): ReactElement {
  const { t } = useTranslation(['settings', 'mine', 'common']);
  const { day } = useFormats();
  const { collaboration, actingFor, asOf } = useSight();
  const title = useSaid();
  const [ending, setEnding] = useState<Ending>();
  const [said, setSaid] = useState('');
  const [{ data, fetching }, ask] = useQuery({
    query: Held,
    variables: { collaboration, actingFor: actingFor ?? null },
  });
  const me = data?.me;
  if (!me) return fetching ? <Skeleton /> : <Notice kind="warn" title={t('membership.nothing')} />;
  const organisation = me.organisations.find(({ id }) => id === me.organisation);
  const where = organisation ? title(organisation.name) : '';
  return (
    <div className="stack">
      <p>
        {t('membership.lead')} <strong>{organisation && <Said text={organisation.name} />}</strong>.
      </p>
      <p role="status" className={said === '' ? 'hidden' : 'done-line'}>
        {said}
      </p>
      <ul className="plain told">
        {me.mandates.map(({ id, role, from, to, indicator, programme }) => {
          const name = t(`mine:role.${role}`);
          return (
            <li key={id} className="told-one">
              <div>
                <p>{name}</p>
                <p className="small quiet row">
                  <span>
                    {to === null
                      ? t('membership.since', { day: day(from) })
                      : t('membership.until', { from: day(from), to: day(to) })}
                  </span>
                  {(indicator ?? programme) !== null && <Tag>{t('membership.narrow')}</Tag>}
                </p>
              </div>
              {asOf === undefined && (
                <Button
                  small
                  aria-label={`${t('membership.layDown')}: ${name}`}
                  onPress={() => setEnding({ mandate: id, name })}
                >
                  {t('membership.layDown')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {asOf === undefined && (
        <>
          <h2>{t('membership.leaveTitle')}</h2>
          <p>{t('membership.leaveLead')}</p>
          <div className="row">
            <Button look="danger" onPress={() => setEnding('all')}>
              {t('membership.leave')}
            </Button>
          </div>
        </>
      )}
      {ending !== undefined && (
        <Dialog
          title={
            ending === 'all'
              ? t('membership.leaveFrom', { organisation: where })
              : `${t('membership.layDown')}: ${ending.name}`
          }
          isOpen
          onClose={() => setEnding(undefined)}
        >
          <EndingForm
            ending={ending}
            organisation={me.organisation}
            onDone={() => {
              setEnding(undefined);
              setSaid(t('membership.done'));
              ask({ requestPolicy: 'network-only' });
            }}
          />
        </Dialog>
      )}
    </div>
  );
}

/** Why it ends: whoever follows, and the auditor, read it. */
function EndingForm({
  ending,
  organisation,
  onDone,
}: {
  readonly ending: Ending;
  readonly organisation: string;
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation(['settings', 'common']);
  const { collaboration } = useSight();
  const language = useLanguage();
  const [words, setWords] = useState('');
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  const [layingDown, layDown] = useMutation(LayDown);
  const [leaving, leave] = useMutation(Leave);
  const commandId = useRef(crypto.randomUUID());
  const fetching = layingDown.fetching || leaving.fetching;
  const send = async () => {
    if (words.trim() === '') {
      setMistakes([{ name: 'reason', message: t('membership.reasonMissing') }]);
      return;
    }
    const reason = { original: api[language], [language]: words.trim() };
    const to = { collaboration, commandId: commandId.current, actingFor: organisation, language: api[language] };
    const answer =
      ending === 'all'
        ? (await leave({ ...to, input: { organisation, reason } })).data?.leaveOrganisation
        : (await layDown({ ...to, id: ending.mandate, input: { reason } })).data?.layDownMandate;
    if (!answer) setMistakes([{ message: t('common:state.failed') }]);
    else if (answer.__typename === 'Refused') {
      commandId.current = crypto.randomUUID();
      setMistakes([{ message: answer.words }]);
    } else if (ending === 'all') location.assign('/');
    else onDone();
  };
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!fetching) void send();
      }}
    >
      <ErrorSummary mistakes={mistakes} />
      <p>{t(ending === 'all' ? 'membership.leaveMeans' : 'membership.layDownMeans')}</p>
      <TextArea
        label={t('membership.reason')}
        hint={t('membership.reasonHint')}
        name="reason"
        error={mistakes.find(({ name }) => name === 'reason')?.message}
        value={words}
        onChange={setWords}
        maxLength={2000}
        rows={3}
      />
      <div className="row">
        <Button type="submit" look="danger" isPending={fetching}>
          {t(ending === 'all' ? 'membership.leave' : 'membership.layDown')}
        </Button>
      </div>
    </form>
  );
}
