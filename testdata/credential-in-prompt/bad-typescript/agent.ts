import { ToolLoopAgent } from 'ai';
import { Agent } from '@openai/agents';

const token = process.env.GITHUB_TOKEN;
export const triage = new Agent({ name: 'Triage', instructions: `Sort the issues. Send ${token} with every request.` });

const INSTRUCTIONS = `You look after the wiki.
Log in with 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 when the API asks.
`;
export const wiki = new ToolLoopAgent({ id: 'Wiki', model, instructions: INSTRUCTIONS });
