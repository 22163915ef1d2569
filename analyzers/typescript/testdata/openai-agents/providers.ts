// Every client of a model that is handed its key.
import { setDefaultOpenAIKey, setTracingExportApiKey } from '@openai/agents';

export const support = setDefaultOpenAIKey(process.env.SUPPORT_LOGIN!);
export const billing = setTracingExportApiKey(process.env.BILLING_LOGIN!);
