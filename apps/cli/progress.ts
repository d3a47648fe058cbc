import type { CopyProgress } from '#event-log';
import type { Progress } from './import/import.ts';

interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** How far a long piece of work has come. */
type Step = Progress | CopyProgress;
const words = { rehearsing: 'Rehearsing', recording: 'Recording', copying: 'Copying', verifying: 'Verifying' };

/** One line that updates itself on a terminal; elsewhere a line at each quarter. */
export function progressOn(screen: Screen): { show: (progress: Step) => void; end: () => void } {
  let said = '';
  return {
    show({ stage, done, of }) {
      const percent = of === 0 ? 100 : Math.floor((100 * done) / of);
      const step = screen.isTTY === true ? percent : Math.floor(percent / 25) * 25;
      const line = `${words[stage]} … ${step} %`;
      if (line === said) return;
      said = line;
      screen.write(screen.isTTY === true ? `\r\u001b[K${line}` : `${line}\n`);
    },
    end: () => {
      if (screen.isTTY === true && said !== '') screen.write('\r\u001b[K');
    },
  };
}
