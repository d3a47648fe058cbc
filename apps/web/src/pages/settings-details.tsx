import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../graphql.ts';
import { useLanguage } from '../language.ts';
import { Button, ErrorSummary, Notice, RadioGroup, Skeleton, TextField, type Mistake } from '../ui/index.ts';
import { useSight } from '../view.ts';
import { languages } from '../words/index.ts';

const Self = graphql(`
  query Self($collaboration: ID!, $actingFor: ID) {
    me(collaboration: $collaboration, actingFor: $actingFor) {
      person
      self {
        id
        name
        email
        language
        demonstration
      }
    }
  }
`);

const Correct = graphql(`
  mutation CorrectMyDetails($input: CorrectMyDetailsInput!, $language: Language!) {
    correctMyDetails(input: $input) {
      __typename
      ... on Person {
        id
        name
        email
        language
      }
      ... on Refused {
        code
        field
        words(language: $language)
      }
    }
  }
`);

const api = { fi: 'FI', sv: 'SV', en: 'EN' } as const;

/** Who the person is: kept beside the log, theirs to correct; and the way to all that is held about them. */
export function Details(): ReactElement {
  const { t } = useTranslation(['settings', 'common']);
  const { collaboration, actingFor } = useSight();
  const language = useLanguage();
  const [{ data, fetching }] = useQuery({ query: Self, variables: { collaboration, actingFor: actingFor ?? null } });
  const self = data?.me?.self;
  return (
    <div className="stack">
      <p>{t('details.lead')}</p>
      {self ? (
        <Form name={self.name ?? ''} email={self.email ?? ''} written={self.language ?? api[language]} />
      ) : fetching ? (
        <Skeleton />
      ) : (
        <Notice kind="fault" title={t('common:state.failed')} live />
      )}
      <h2>{t('details.report')}</h2>
      <p>{t('details.reportLead')}</p>
      <p>
        <a className="button" href={`/people/me/report?lang=${language}`}>
          {t('details.reportOpen')}
        </a>
      </p>
    </div>
  );
}

function Form(before: {
  readonly name: string;
  readonly email: string;
  readonly written: 'FI' | 'SV' | 'EN';
}): ReactElement {
  const { t } = useTranslation(['settings', 'common']);
  const language = useLanguage();
  const [name, setName] = useState(before.name);
  const [email, setEmail] = useState(before.email);
  const [written, setWritten] = useState(before.written);
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  const [saved, setSaved] = useState(false);
  const [{ fetching }, correct] = useMutation(Correct);
  const errorOf = (field: string) => mistakes.find((mistake) => mistake.name === field)?.message;
  const save = async () => {
    setSaved(false);
    const wrong: Mistake[] = [
      ...(name.trim() === '' ? [{ name: 'name', message: t('details.nameMissing') }] : []),
      ...(/^\S+@\S+\.\S+$/.test(email.trim()) ? [] : [{ name: 'email', message: t('details.emailMalformed') }]),
    ];
    setMistakes(wrong);
    if (wrong.length > 0) return;
    const input = { name: name.trim(), email: email.trim(), language: written };
    const { data } = await correct({ input, language: api[language] });
    const answer = data?.correctMyDetails;
    if (!answer) setMistakes([{ message: t('common:state.failed') }]);
    else if (answer.__typename === 'Refused')
      setMistakes([{ message: answer.words, ...(answer.field !== null && { name: answer.field }) }]);
    else setSaved(true);
  };
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!fetching) void save();
      }}
    >
      <ErrorSummary mistakes={mistakes} />
      <TextField
        label={t('details.name')}
        hint={t('details.nameHint')}
        name="name"
        autoComplete="name"
        error={errorOf('name')}
        value={name}
        onChange={setName}
        maxLength={200}
      />
      <TextField
        label={t('details.email')}
        name="email"
        type="email"
        autoComplete="email"
        error={errorOf('email')}
        value={email}
        onChange={setEmail}
        maxLength={200}
      />
      <RadioGroup
        label={t('details.language')}
        name="language"
        error={errorOf('language')}
        options={languages.map((id) => ({ id: api[id], label: t(`common:language.${id}`) }))}
        value={written}
        onChange={(chosen) => setWritten(languages.map((id) => api[id]).find((id) => id === chosen) ?? written)}
      />
      {saved && <Notice kind="done" title={t('details.saved')} live />}
      <div className="row">
        <Button type="submit" look="main" isPending={fetching}>
          {t('details.save')}
        </Button>
      </div>
    </form>
  );
}
