// Runs the agent over a message and writes its answer down.
import { createClient } from '@supabase/supabase-js';
import { Runner } from '@openai/agents';
import { triage } from './triage';

const database = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);
const runner = new Runner();

export async function answer(id: string, text: string) {
  const result = await runner.run(triage, text);
  await database.from('messages').update({ answer: result.finalOutput }).eq('id', id);
}
