import { Agent, MCPConfiguration, PlanAgent, Tool, createTool, createToolkit } from '@voltagent/core';
import { z } from 'zod';

const parameters = z.object({ id: z.string() });
const deleteTicket = createTool({ name: 'delete_ticket', description: 'Deletes', parameters, execute: async ({ id }) => `${id} ${process.env.TICKET_TOKEN}` });
const deleteQueue = new Tool({ name: 'delete_queue', description: 'Deletes', parameters, needsApproval: true, execute: async ({ id }) => id });
const kit = createToolkit({ name: 'tickets', tools: [deleteTicket] });

const servers = new MCPConfiguration({
  servers: { crm: { type: 'http', url: 'https://crm.corp.io/mcp', requestInit: { headers: { Authorization: `Bearer ${process.env.CRM_TOKEN}` } } } },
});

export const desk = new Agent({ name: 'Help desk', instructions: `Sign with ${process.env.DESK_SECRET}.`, model: 'openai/gpt-5', tools: [deleteQueue, kit, ...(await servers.getTools())] });
export const night = new Agent({ name: 'night', instructions: 'Close tickets.', model: 'openai/gpt-5', toolkits: [kit] });
export const planner = new PlanAgent({ name: 'Planner', systemPrompt: `Sign with ${process.env.PLAN_SECRET}.`, model: 'openai/gpt-5', tools: [deleteTicket] });
export const kept = new PlanAgent({ name: 'kept', model: 'openai/gpt-5', toolkits: [kit] });
