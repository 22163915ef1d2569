// What agents search and remember with.
import { tavily } from '@tavily/core';
import Exa from 'exa-js';
import { Exa as ExaJsExa } from 'exa-js';
import Firecrawl from '@mendable/firecrawl-js';
import { Pinecone } from '@pinecone-database/pinecone';
import { QdrantClient } from '@qdrant/js-client-rest';
import { Langfuse } from 'langfuse';
import { Langfuse as LangfuseNodeLangfuse } from 'langfuse-node';
import { LangfuseClient } from '@langfuse/client';
import { Client } from 'langsmith';
import { Sandbox } from '@e2b/code-interpreter';
import { Sandbox as EBSandbox } from 'e2b';
import { Composio } from '@composio/core';

export const support = tavily({ apiKey: process.env.SUPPORT_LOGIN! });
export const billing = new Exa(process.env.BILLING_LOGIN!);
export const sales = new ExaJsExa(process.env.SALES_LOGIN!);
export const search = new Firecrawl({ apiKey: process.env.SEARCH_LOGIN! });
export const legal = new Pinecone({ apiKey: process.env.LEGAL_LOGIN! });
export const research = new QdrantClient({ url: 'https://vectors.corp.io', apiKey: process.env.RESEARCH_LOGIN! });
export const intake = new Langfuse({ secretKey: process.env.INTAKE_LOGIN! });
export const triage = new LangfuseNodeLangfuse({ secretKey: process.env.TRIAGE_LOGIN! });
export const payroll = new LangfuseClient({ secretKey: process.env.PAYROLL_LOGIN! });
export const orders = new Client({ apiKey: process.env.ORDERS_LOGIN! });
export const claims = Sandbox.create({ apiKey: process.env.CLAIMS_LOGIN! });
export const travel = EBSandbox.create({ apiKey: process.env.TRAVEL_LOGIN! });
export const finance = new Composio({ apiKey: process.env.FINANCE_LOGIN! });
