package typescript

import "github.com/nhivet/nhivet/internal/code"

// sessions say under which session a trace of an agent is kept.
var sessions = []code.Session{
	{Calls: "ai.generateText ai.streamText", Arg: "experimental_telemetry.metadata", Keys: "sessionId", Source: "https://langfuse.com/integrations/frameworks/vercel-ai-sdk"},
	{Calls: "@langfuse/tracing.updateActiveTrace @langfuse/tracing.propagateAttributes", Keys: "sessionId", Source: "https://langfuse.com/docs/observability/features/sessions"},
	{Method: "setAttribute", Keys: "langfuse.session.id session.id", Source: "https://langfuse.com/integrations/native/opentelemetry"},
}
