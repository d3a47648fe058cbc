import { languages, Text } from './language.ts';

/** Traces of one person that a text can be checked for. */
export type PersonalData = 'identity_code' | 'email' | 'phone';

/**
 * Whether a text holds a Finnish personal identity code, an e-mail address or a telephone number (rule 28). Free text
 * is the main leak, and these are what is pasted into it. Names and descriptions no check can find: that is why pages
 * warn as well. What only looks like one passes: a number whose check character is wrong, a date, a business id.
 */
export function personalData(text: string): PersonalData | undefined {
  if ([...text.matchAll(identityCode)].some(isIdentityCode)) return 'identity_code';
  if (email.test(text)) return 'email';
  // A business id is seven digits, a dash and a check digit, and often begins with a nought.
  return phone.test(text.replace(/\b\d{7}-\d\b/g, ' ')) ? 'phone' : undefined;
}

/**
 * Day, month, year, sign of the century, individual number, check character. New signs came into use in 2023.
 * https://dvv.fi/en/personal-identity-code
 */
const identityCode = /(?<![\p{L}\d])(\d{2})(\d{2})(\d{2})[-+U-YA-F](\d{3})([0-9A-FHJ-NPR-Y])(?![\p{L}\d])/giu;
const checkCharacters = '0123456789ABCDEFHJKLMNPRSTUVWXY';

function isIdentityCode([, day = '', month = '', year = '', individual = '', check = '']: RegExpExecArray): boolean {
  const ordinary = Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12;
  return ordinary && checkCharacters[Number(day + month + year + individual) % 31] === check.toUpperCase();
}

/** Of what stands before the sign one character is enough: to take all of it is slow for a long text without any. */
const email = /[\p{L}\d._%+-]@[\p{L}\d-]+(\.[\p{L}\d-]+)*\.\p{L}{2,}/u;

/** With the country's number; a mobile number; an area's number with its own. Years, dates and times are none. */
const phone =
  /(?<![\p{L}\d.,/:-])(\+\d{1,3}([ -]?\d){6,12}|0(4\d|50)([ -]?\d){5,9}|0[1-9]\d{7,10}|0[1-9]\d{0,2}[ -]\d{3}[ -]?\d{2,5}([ -]?\d{2})?)(?![\d:/]|[.,]\d)/u;

/** A text that people write freely: it is refused when it holds what points to one person (rule 28). */
export const FreeText = Text.superRefine((text, context) => {
  for (const language of languages)
    if (personalData(text[language] ?? '') !== undefined)
      context.addIssue({ code: 'custom', message: 'TEXT_HAS_PERSONAL_DATA', path: [language] });
}).meta({
  id: 'FreeText',
  description:
    'What people write freely, in an original language and translations. Never about one person: no names, no health or other data of a resident. A personal identity code, an e-mail address or a telephone number is refused.',
});
