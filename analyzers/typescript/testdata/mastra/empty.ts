// No agents are served here.
import { Mastra } from '@mastra/core/mastra';

export const mastra = new Mastra({ workflows: { nightly } });
