// The environment of other runtimes, and what is done to what is read of it.
import OpenAI from 'openai';

export const deno = new OpenAI({ apiKey: Deno.env.get('DENO_OPENAI_KEY') });
export const bun = new OpenAI({ apiKey: Bun.env.BUN_OPENAI_KEY });
export const vite = new OpenAI({ apiKey: import.meta.env.VITE_OPENAI_KEY });
export const global = new OpenAI({ apiKey: globalThis.process.env.GLOBAL_OPENAI_KEY });
export const trimmed = new OpenAI({ apiKey: process.env.TRIMMED_OPENAI_KEY!.trim() });
export const texts = new OpenAI({ apiKey: process.env.TEXT_OPENAI_KEY!.toString() });
export const wrapped = new OpenAI({ apiKey: String(process.env.WRAPPED_OPENAI_KEY) });
export const bytes = new OpenAI({ apiKey: Buffer.from(process.env.BYTES_OPENAI_KEY!) });
