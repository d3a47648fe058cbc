/** What a program needs that only looks at a log: a tenth of what comes along with the rest of the context. */
export { checkLog, logVerdicts, shownVerdict, type LogVerdict } from './log.check.ts';
