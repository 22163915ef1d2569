// Version 4.
import { generateText, streamText, tool } from 'ai';
import { z } from 'zod';

const removeUser = tool({ parameters: z.object({ id: z.string() }), execute: async ({ id }) => id });

export const janitor = async (prompt: string) =>
  generateText({ model: 'openai/gpt-4o', system: `Log in with ${process.env.JANITOR_PASSWORD}.`, prompt, maxSteps: 5, tools: { removeUser } });
export const porter = async (prompt: string) => streamText({ model: 'openai/gpt-4o', prompt, maxSteps: 5, tools: { removeUser } });
export const single = async (prompt: string) => generateText({ model: 'openai/gpt-4o', prompt, maxSteps: 5 });
