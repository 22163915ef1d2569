// Every client of a model that is handed its key.
import { createOpenAI } from '@ai-sdk/openai';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createAzure } from '@ai-sdk/azure';
import { createMistral } from '@ai-sdk/mistral';
import { createGroq } from '@ai-sdk/groq';
import { createXai } from '@ai-sdk/xai';
import { createDeepSeek } from '@ai-sdk/deepseek';
import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';

const { accessKeyId, session } = await load();
export const support = createOpenAI({ apiKey: process.env.SUPPORT_LOGIN! });
export const billing = createAnthropic({ apiKey: process.env.BILLING_LOGIN! });
export const sales = createGoogleGenerativeAI({ apiKey: process.env.SALES_LOGIN! });
export const search = createAzure({ apiKey: process.env.SEARCH_LOGIN! });
export const legal = createMistral({ apiKey: process.env.LEGAL_LOGIN! });
export const research = createGroq({ apiKey: process.env.RESEARCH_LOGIN! });
export const intake = createXai({ apiKey: process.env.INTAKE_LOGIN! });
export const triage = createDeepSeek({ apiKey: process.env.TRIAGE_LOGIN! });
export const payroll = createAmazonBedrock({ accessKeyId, secretAccessKey: process.env.PAYROLL_LOGIN! });
export const orders = createAmazonBedrock({ accessKeyId, secretAccessKey: process.env.ORDERS_LOGIN!, sessionToken: session });
export const claims = createOpenAICompatible({ name: 'corp', baseURL: 'https://models.corp.io/v1', apiKey: process.env.CLAIMS_LOGIN! });
export const travel = createOpenRouter({ apiKey: process.env.TRAVEL_LOGIN! });
