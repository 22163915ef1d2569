// Every client of a model that is handed its key.
import { googleAI } from '@genkit-ai/googleai';
import { googleAI as GenkitAiGoogleGenaigoogleAI } from '@genkit-ai/google-genai';
import { openAI } from '@genkit-ai/compat-oai/openai';

export const support = googleAI({ apiKey: process.env.SUPPORT_LOGIN! });
export const billing = GenkitAiGoogleGenaigoogleAI({ apiKey: process.env.BILLING_LOGIN! });
export const sales = openAI({ apiKey: process.env.SALES_LOGIN! });
