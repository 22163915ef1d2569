package python

import "github.com/nhivet/nhivet/internal/code"

// sessionRows say under which session a trace of an agent is kept.
var sessionRows = []code.Session{
	{Calls: "strands.Agent", Arg: "trace_attributes", Keys: "session.id", Source: "https://strandsagents.com/latest/documentation/docs/user-guide/observability-evaluation/traces/"},
	{Calls: "langfuse.get_client().update_current_trace langfuse.Langfuse().update_current_trace langfuse.propagate_attributes", Keys: "session_id", Source: docLangfuse},
	{Method: "set_attribute", Keys: "langfuse.session.id session.id", Source: "https://langfuse.com/integrations/native/opentelemetry"},
}

const docLangfuse = "https://langfuse.com/docs/observability/features/sessions"
