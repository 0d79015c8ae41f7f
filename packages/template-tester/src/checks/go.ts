import { format } from '@wasm-fmt/gofmt';
import { Check } from './Check';

/** Whether Go is written as gofmt writes it. */
export const goFormat: Check = {
  id: 'gofmt',
  title: 'Go, by gofmt',

  looksAt: ({ path }) => path.endsWith('.go'),
  async run([{ path, text }]) {
    const lines = text.split('\n');
    const formatted = format(text).split('\n');
    const line = lines.findIndex((each, index) => each !== formatted[index]);
    return {
      findings:
        text === formatted.join('\n')
          ? []
          : [{ path, line: line + 1, message: 'is not as gofmt writes it' }],
    };
  },
};
