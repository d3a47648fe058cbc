import { exit, type Command } from '../command.ts';
import { jsonSchema } from './format.ts';

export const formatCommand: Command = {
  name: 'format',
  usage: '',
  summary: 'Prints the JSON Schema of the files that can be imported.',
  async run() {
    console.log(JSON.stringify(jsonSchema(), null, 2));
    return exit.done;
  },
};
