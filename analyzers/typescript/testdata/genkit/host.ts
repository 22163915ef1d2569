import { createMcpHost } from '@genkit-ai/mcp';
import { genkit } from 'genkit';

const ai = genkit({ plugins: [] });
const host = createMcpHost({
  name: 'desk',
  mcpServers: {
    files: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem', '/srv'] },
    crm: { url: 'https://crm.corp.io/mcp', requestInit: { headers: { Authorization: `Bearer ${process.env.CRM_TOKEN}` } } },
  },
});

export const desk = ai.definePrompt({ name: 'desk', tools: await host.getActiveTools(ai), prompt: 'Answer.' });
export const asked = async () => ai.generateStream({ prompt: 'Answer.', tools: await host.getActiveTools(ai) });
