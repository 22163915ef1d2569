import { Agent, MCPServerStreamableHttp, run } from '@openai/agents';

const tickets = new MCPServerStreamableHttp({
  url: 'https://tickets.corp.io/mcp',
  requestInit: { headers: { Authorization: `Bearer ${process.env.TICKETS_TOKEN}` } },
});
const triage = new Agent({ name: 'Triage', instructions: 'Sorts tickets.', mcpServers: [tickets] });
console.log((await run(triage, 'go')).finalOutput);
