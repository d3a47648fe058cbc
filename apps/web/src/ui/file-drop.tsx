import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldFrame, useTies, type FieldProps } from './field.tsx';
import './file-drop.css';

/**
 * A file, chosen or dropped. It is only read here: what is sent is for whoever asks. Where nothing can be dropped (a
 * phone, a keyboard) the button of the browser's own field does the same.
 */
export function FileDrop({
  accept,
  mostBytes,
  onChoose,
  ...props
}: FieldProps & {
  /** As the browser's field takes it: `.json,application/json`. */
  readonly accept: string;
  readonly mostBytes: number;
  readonly onChoose: (file: File) => void;
}): ReactElement {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const error =
    props.error ?? (tooLarge ? t('form.fileTooLarge', { size: Math.floor(mostBytes / 1_000_000) }) : undefined);
  const { ids, said } = useTies({ ...props, error });
  const take = (file: File | undefined) => {
    setOver(false);
    if (!file) return;
    setTooLarge(file.size > mostBytes);
    setChosen(file.name);
    if (file.size <= mostBytes) onChoose(file);
  };
  return (
    <FieldFrame {...props} error={error} ids={ids}>
      <div
        className={over ? 'file-drop over' : 'file-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          take(event.dataTransfer.files[0]);
        }}
      >
        <input
          {...said}
          id={ids.control}
          type="file"
          accept={accept}
          onChange={(event) => take(event.currentTarget.files?.[0])}
        />
        <p className="hint" role="status">
          {chosen === undefined ? t('form.dropHere') : t('form.fileChosen', { name: chosen })}
        </p>
      </div>
    </FieldFrame>
  );
}
