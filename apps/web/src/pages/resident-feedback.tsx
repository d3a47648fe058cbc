import { useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../graphql.ts';
import { useFormats, useLanguage } from '../language.ts';
import { Said } from '../said.tsx';
import { Button, ErrorSummary, Notice, TextArea, type Mistake } from '../ui/index.ts';

const Say = graphql(`
  mutation SayAsResident(
    $collaboration: ID!
    $commandId: ID!
    $topic: ResidentFeedbackTopic!
    $language: Language!
    $text: String!
  ) {
    sayAsResident(
      collaboration: $collaboration
      commandId: $commandId
      topic: $topic
      language: $language
      text: $text
    ) {
      __typename
      ... on ResidentFeedback {
        id
        due
      }
      ... on Refused {
        code
        words(language: $language)
      }
    }
  }
`);

/**
 * Anybody may say what they think, signed in or not. Nobody is asked who they are: who wants to read the answer keeps
 * the link that is given.
 */
export function ResidentFeedback({
  collaboration,
  topic,
}: {
  readonly collaboration: string;
  readonly topic: 'ACCESSIBILITY' | 'OTHER';
}): ReactElement {
  const { t } = useTranslation(['public', 'common']);
  const { day } = useFormats();
  const language = useLanguage();
  const [text, setText] = useState('');
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  const [unsent, setUnsent] = useState(false);
  const [given, setGiven] = useState<{ readonly id: string; readonly due: string }>();
  const [{ fetching }, say] = useMutation(Say);
  const commandId = useRef(crypto.randomUUID());
  if (given) {
    const link = `/accessibility?${new URLSearchParams({ collaboration, feedback: given.id }).toString()}`;
    return (
      <Notice kind="done" title={t('feedback.thanks')} live>
        <p>{t('feedback.answeredUntil', { day: day(given.due) })}</p>
        <p>
          {t('feedback.keep')}{' '}
          <a href={link} className="receipt">
            {location.origin + link}
          </a>
        </p>
      </Notice>
    );
  }
  const send = async () => {
    if (text.trim() === '') {
      setMistakes([{ name: 'text', message: t('feedback.empty') }]);
      return;
    }
    const { data, error } = await say({
      collaboration,
      commandId: commandId.current,
      topic,
      language: ({ fi: 'FI', sv: 'SV', en: 'EN' } as const)[language],
      text: text.trim(),
    });
    const answer = data?.sayAsResident;
    setUnsent(!answer);
    if (!answer) {
      setMistakes(error?.networkError ? [] : [{ message: t('common:state.failed') }]);
    } else if (answer.__typename === 'ResidentFeedback') setGiven(answer);
    else {
      commandId.current = crypto.randomUUID();
      setMistakes([{ name: 'text', message: answer.words }]);
    }
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
      <TextArea
        label={t(`feedback.label.${topic}`)}
        hint={t('feedback.hint')}
        name="text"
        error={mistakes.find(({ name }) => name === 'text')?.message}
        value={text}
        onChange={(words) => {
          setText(words);
          if (unsent) commandId.current = crypto.randomUUID();
          setUnsent(false);
        }}
        maxLength={5000}
        rows={5}
      />
      {unsent && (
        <Notice kind="warn" title={t('feedback.unsent')} live>
          <p>{t('feedback.unsentAdvice')}</p>
        </Notice>
      )}
      <div className="row">
        <Button type="submit" look="main" isPending={fetching}>
          {t('feedback.send')}
        </Button>
      </div>
    </form>
  );
}

const Answered = graphql(`
  query ResidentFeedback($collaboration: ID!, $id: ID!) {
    residentFeedback(collaboration: $collaboration, id: $id) {
      givenOn
      due
      answers {
        on
        text {
          original
          fi
          sv
          en
        }
      }
    }
  }
`);

/** What was answered, for whoever has kept the link. */
export function FeedbackAnswer({
  collaboration,
  id,
}: {
  readonly collaboration: string;
  readonly id: string;
}): ReactElement | null {
  const { t } = useTranslation(['public', 'common']);
  const { day } = useFormats();
  const [{ data, fetching }] = useQuery({ query: Answered, variables: { collaboration, id } });
  const found = data?.residentFeedback;
  if (fetching) return null;
  return (
    <section className="stack" aria-labelledby="answer">
      <h2 id="answer">{t('feedback.yours')}</h2>
      {!found ? (
        <Notice kind="warn" title={t('feedback.unknown')} />
      ) : found.answers.length === 0 ? (
        <Notice title={t('feedback.waiting', { given: day(found.givenOn), day: day(found.due) })} />
      ) : (
        found.answers.map(({ on, text }) => (
          <Notice key={`${on} ${text.original}`} kind="done" title={t('feedback.answeredOn', { day: day(on) })}>
            <p>
              <Said text={text} />
            </p>
          </Notice>
        ))
      )}
    </section>
  );
}
