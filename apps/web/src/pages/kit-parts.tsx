import { Link as RouteLink } from '@tanstack/react-router';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../language.ts';
import {
  Breadcrumb,
  Button,
  Checkbox,
  CheckboxGroup,
  DateField,
  Dialog,
  Disclosure,
  Empty,
  ErrorSummary,
  FileDrop,
  Link,
  Menu,
  MonthField,
  Notice,
  NumberField,
  Pagination,
  RadioGroup,
  Select,
  SideNav,
  Skeleton,
  Slider,
  Table,
  Tabs,
  Tag,
  TextArea,
  TextField,
  TimeField,
  toast,
  TrafficLight,
  Tree,
  type LightState,
} from '../ui/index.ts';

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement => (
  <section className="stack" aria-label={title}>
    <h2>{title}</h2>
    {children}
  </section>
);

export function KitWriting(): ReactElement {
  const { t } = useTranslation(['kit']);
  const [line, setLine] = useState('');
  const [text, setText] = useState('');
  const [day, setDay] = useState<string | null>('2026-06-12');
  const [month, setMonth] = useState<string | null>(null);
  const [time, setTime] = useState<string | null>('09:30');
  const [number, setNumber] = useState('1 234,5');
  const [file, setFile] = useState<string>();
  return (
    <Part title={t('writing')}>
      <TextField label={t('line')} hint={t('hint')} value={line} onChange={setLine} />
      <TextField label={t('lineWrong')} error={t('mistake')} value={line} onChange={setLine} />
      <TextField label={t('lineOptional')} isRequired={false} value={line} onChange={setLine} />
      <TextField label={t('lineDisabled')} isDisabled value={t('fixed')} onChange={setLine} />
      <TextArea label={t('text')} hint={t('textHint')} value={text} onChange={setText} maxLength={400} />
      <TextArea label={t('textWrong')} error={t('mistake')} value={text} onChange={setText} rows={2} />
      <DateField label={t('day')} value={day} onChange={setDay} />
      <MonthField label={t('month')} value={month} onChange={setMonth} />
      <TimeField label={t('time')} value={time} onChange={setTime} />
      <NumberField label={t('number')} unit={t('unit')} value={number} onChange={setNumber} />
      <FileDrop
        label={t('file')}
        hint={file === undefined ? undefined : t('fileTaken', { name: file })}
        accept=".json"
        mostBytes={2_000_000}
        onChoose={({ name }) => setFile(name)}
      />
    </Part>
  );
}

export function KitChoices(): ReactElement {
  const { t } = useTranslation(['kit']);
  const { day } = useFormats();
  const [one, setOne] = useState<string | null>(null);
  const [many, setMany] = useState<readonly string[]>(['b']);
  const [flag, setFlag] = useState(false);
  const [span, setSpan] = useState<readonly number[]>([20_000, 20_400]);
  const [point, setPoint] = useState<readonly number[]>([40]);
  const options = ['a', 'b', 'c'].map((id) => ({ id, label: t('option', { name: id.toUpperCase() }) }));
  const long = Array.from({ length: 24 }, (_, at) => ({
    id: String(at),
    label: t('option', { name: String(at + 1) }),
  }));
  const dayOf = (value: number) => day(new Date(value * 86_400_000).toISOString());
  return (
    <Part title={t('choices')}>
      <RadioGroup label={t('radio')} hint={t('hint')} options={options} value={one} onChange={setOne} />
      <RadioGroup label={t('radioWrong')} error={t('mistake')} options={options} value={one} onChange={setOne} />
      <RadioGroup label={t('radioDisabled')} isDisabled options={options} value="a" onChange={setOne} />
      <CheckboxGroup
        label={t('checks')}
        isRequired={false}
        options={options.map((option) => ({ ...option, hint: t('optionHint') }))}
        value={many}
        onChange={setMany}
      />
      <CheckboxGroup label={t('checksWrong')} error={t('mistake')} options={options} value={many} onChange={setMany} />
      <Checkbox label={t('check')} hint={t('hint')} value={flag} onChange={setFlag} />
      <Select label={t('select')} options={options} value={one} onChange={setOne} />
      <Select
        label={t('selectLong')}
        hint={t('hint')}
        isRequired={false}
        options={long}
        value={one}
        onChange={setOne}
      />
      <Select label={t('selectWrong')} error={t('mistake')} options={options} value={one} onChange={setOne} />
      <Select label={t('selectDisabled')} isDisabled options={options} value="a" onChange={setOne} />
      <Slider
        label={t('slider')}
        thumbs={[t('sliderThumb')]}
        least={0}
        most={100}
        value={point}
        onChange={setPoint}
        wordsOf={(value) => t('percent', { value })}
      />
      <Slider
        label={t('span')}
        thumbs={[t('spanFrom'), t('spanTo')]}
        least={19_700}
        most={20_600}
        value={span}
        onChange={setSpan}
        wordsOf={dayOf}
      />
    </Part>
  );
}

const lights: readonly LightState[] = ['GREEN', 'YELLOW', 'RED', 'NOT_ASSESSED', 'NOT_REPORTED'];
const looks = ['main', 'plain', 'quiet', 'danger'] as const;
const kinds = ['calm', 'done', 'warn', 'fault'] as const;
const tones = ['plain', 'good', 'warn', 'bad', 'tentative'] as const;

export function KitFeedback(): ReactElement {
  const { t } = useTranslation(['kit']);
  const [isOpen, setOpen] = useState(false);
  const [mistakes, setMistakes] = useState<readonly { name?: string; message: string }[]>([]);
  const [pending, setPending] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const [words, setWords] = useState('');
  return (
    <Part title={t('feedback')}>
      <div className="row">
        {looks.map((look) => (
          <Button key={look} look={look}>
            {t(`look.${look}`)}
          </Button>
        ))}
        {looks.map((look) => (
          <Button key={look} look={look} small>
            {t('small', { name: t(`look.${look}`) })}
          </Button>
        ))}
        <Button isDisabled>{t('disabled')}</Button>
        <Button isPending={pending} onPress={() => setPending(!pending)}>
          {t('pending')}
        </Button>
      </div>
      <div className="row">
        <Button onPress={() => setOpen(true)}>{t('openDialog')}</Button>
        <Menu
          label={t('menu')}
          items={[
            { id: 'a', label: t('option', { name: 'A' }) },
            { id: 'b', label: t('look.danger'), isDanger: true },
          ]}
          onChoose={(id) => toast(t('chosen', { name: id.toUpperCase() }))}
        />
        <Button
          onPress={() =>
            toast(t('toast'), { more: t('toastMore'), act: { label: t('undo'), onPress: () => setOpen(true) } })
          }
        >
          {t('showToast')}
        </Button>
        <Button
          onPress={() => setMistakes([{ name: 'kit.words', message: t('mistake') }, { message: t('wholeMistake') }])}
        >
          {t('showMistakes')}
        </Button>
      </div>
      <ErrorSummary mistakes={mistakes} />
      <TextField name="kit.words" label={t('checked')} value={words} onChange={setWords} />
      <Dialog title={t('dialog')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <p>{t('dialogText')}</p>
        <TextField label={t('dialogField')} value={words} onChange={setWords} />
        <div className="row">
          <Button look="main" onPress={() => setOpen(false)}>
            {t('look.main')}
          </Button>
        </div>
      </Dialog>
      {kinds.map((kind) => (
        <Notice key={kind} kind={kind} title={t(`notice.${kind}`)}>
          <p>{t('noticeText')}</p>
        </Notice>
      ))}
      <div className="row">
        {lights.map((state) => (
          <TrafficLight key={state} state={state} />
        ))}
      </div>
      <div className="row">
        {tones.map((tone) => (
          <Tag key={tone} tone={tone}>
            {t(`tone.${tone}`)}
          </Tag>
        ))}
      </div>
      <Empty title={t('empty')}>
        <p>{t('emptyAdvice')}</p>
      </Empty>
      <Disclosure title={t('disclosure')}>
        <p>{t('disclosed')}</p>
      </Disclosure>
      <div>
        <Button onPress={() => setWaiting(!waiting)}>{t('waiting')}</Button>
      </div>
      {waiting && <Skeleton lines={3} />}
    </Part>
  );
}

export function KitNavigation(): ReactElement {
  const { t } = useTranslation(['kit', 'common']);
  const [tab, setTab] = useState('a');
  const [page, setPage] = useState(5);
  const kit = <RouteLink to="/kit">{t('common:page.kit')}</RouteLink>;
  const home = <RouteLink to="/">{t('common:page.home')}</RouteLink>;
  return (
    <Part title={t('navigation')}>
      <Breadcrumb trail={[{ id: 'home', link: home }]} here={t('common:page.kit')} />
      <SideNav
        label={t('sideNav')}
        items={[
          { id: 'home', link: home },
          {
            id: 'kit',
            link: kit,
            under: [
              {
                id: 'accessibility',
                link: <RouteLink to="/accessibility">{t('common:page.accessibility')}</RouteLink>,
              },
            ],
          },
        ]}
      />
      <p className="row">
        <Link href="/accessibility">{t('link')}</Link>
        <Link href="https://www.suomi.fi" kind="away">
          {t('linkAway')}
        </Link>
        <Link href="/icon.svg" kind="file">
          {t('linkFile')}
        </Link>
      </p>
      <Tabs
        label={t('tabs')}
        chosen={tab}
        onChoose={setTab}
        tabs={['a', 'b', 'c'].map((id) => ({
          id,
          label: t('option', { name: id.toUpperCase() }),
          content: () => <p>{t('chosen', { name: id.toUpperCase() })}</p>,
        }))}
      />
      <Pagination label={t('pages')} page={page} pages={12} onChoose={setPage} />
    </Part>
  );
}

const rows = [1, 2, 3].map((number) => ({ number, share: number / 4 }));

export function KitLists(): ReactElement {
  const { t } = useTranslation(['kit']);
  const { number, percent } = useFormats();
  const leaf = (id: string) => ({ id, name: t('option', { name: id }), content: t('option', { name: id }) });
  return (
    <Part title={t('lists')}>
      <Table
        caption={t('table')}
        rows={rows}
        keyOf={(row) => String(row.number)}
        columns={[
          { id: 'name', title: t('name'), isHead: true, cell: (row) => t('option', { name: String(row.number) }) },
          { id: 'number', title: t('number'), numeric: true, cell: (row) => number(row.number * 1234.5) },
          { id: 'share', title: t('share'), numeric: true, cell: (row) => percent(row.share) },
        ]}
      />
      <Tree
        label={t('tree')}
        nodes={[
          { ...leaf('1'), under: [{ ...leaf('1.1'), under: [leaf('1.1.1'), leaf('1.1.2')] }, leaf('1.2')] },
          leaf('2'),
        ]}
      />
    </Part>
  );
}
