import { Agent, Runner } from '@openai/agents';

const desk = new Agent({ name: 'Desk', instructions: 'Looks after orders.' });
const runner = new Runner({ traceIncludeSensitiveData: true });
await runner.run(desk, 'hello');
