// Package a2a serves an agent over A2A.
package a2a

import (
	"net/http"

	"github.com/a2aproject/a2a-go/v2/a2a"
	"github.com/a2aproject/a2a-go/v2/a2asrv"
)

// Serve answers other agents.
func Serve(executor a2asrv.AgentExecutor, card *a2a.AgentCard) *http.ServeMux {
	mux := http.NewServeMux()
	handler := a2asrv.NewHandler(executor) // want `agent .*a2a`
	mux.Handle("/", a2asrv.NewJSONRPCHandler(handler))
	mux.Handle("/.well-known/agent-card.json", a2asrv.NewStaticAgentCardHandler(card))
	return mux
}
