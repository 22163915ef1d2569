// Every client of a model that is handed its key.
import { AzureChatOpenAI, AzureOpenAIEmbeddings, ChatOpenAI, OpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { ChatAnthropic } from '@langchain/anthropic';
import { ChatGoogleGenerativeAI, GoogleGenerativeAIEmbeddings } from '@langchain/google-genai';
import { ChatGroq } from '@langchain/groq';
import { ChatMistralAI } from '@langchain/mistralai';
import { ChatBedrockConverse } from '@langchain/aws';
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';

const { accessKeyId, session } = await load();
export const support = new ChatOpenAI({ apiKey: process.env.SUPPORT_LOGIN! });
export const billing = new OpenAIEmbeddings({ apiKey: process.env.BILLING_LOGIN! });
export const sales = new OpenAI({ apiKey: process.env.SALES_LOGIN! });
export const search = new ChatOpenAI({ openAIApiKey: process.env.SEARCH_LOGIN! });
export const legal = new OpenAIEmbeddings({ openAIApiKey: process.env.LEGAL_LOGIN! });
export const research = new OpenAI({ openAIApiKey: process.env.RESEARCH_LOGIN! });
export const intake = new AzureChatOpenAI({ azureOpenAIApiKey: process.env.INTAKE_LOGIN! });
export const triage = new AzureOpenAIEmbeddings({ azureOpenAIApiKey: process.env.TRIAGE_LOGIN! });
export const payroll = new ChatAnthropic({ apiKey: process.env.PAYROLL_LOGIN! });
export const orders = new ChatAnthropic({ anthropicApiKey: process.env.ORDERS_LOGIN! });
export const claims = new ChatGoogleGenerativeAI({ apiKey: process.env.CLAIMS_LOGIN! });
export const travel = new GoogleGenerativeAIEmbeddings({ apiKey: process.env.TRAVEL_LOGIN! });
export const finance = new ChatGroq({ apiKey: process.env.FINANCE_LOGIN! });
export const design = new ChatMistralAI({ apiKey: process.env.DESIGN_LOGIN! });
export const review = new ChatBedrockConverse({ credentials: { accessKeyId, secretAccessKey: process.env.REVIEW_LOGIN! } });
export const audit = new ChatBedrockConverse({ credentials: { accessKeyId, secretAccessKey: process.env.AUDIT_LOGIN!, sessionToken: session } });
export const ops = PostgresSaver.fromConnString(process.env.OPS_LOGIN!);
export const growth = PostgresSaver.fromConnString('postgres://app:Rk7wTq9sZx2m@db.corp.io/growth');
