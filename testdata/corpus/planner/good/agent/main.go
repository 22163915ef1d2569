// Command agent turns a change request into steps, and hands each approved step
// to the executor.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"time"

	"github.com/anthropics/anthropic-sdk-go"
)

type request struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

type planner struct{ model anthropic.Client }

func main() {
	// The client exchanges the projected token by itself.
	p := &planner{model: anthropic.NewClient()}
	http.HandleFunc("POST /requests", p.request)
	server := &http.Server{Addr: ":8080", ReadHeaderTimeout: 5 * time.Second}
	log.Fatal(server.ListenAndServe())
}

func (p *planner) request(w http.ResponseWriter, req *http.Request) {
	var r request
	if err := json.NewDecoder(req.Body).Decode(&r); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	steps, err := p.plan(req.Context(), r)
	if err != nil {
		http.Error(w, "the model did not answer", http.StatusBadGateway)
		return
	}
	log.Printf("request %s: %d bytes of steps wait for approval", r.ID, len(steps))
	w.WriteHeader(http.StatusAccepted)
}

func (p *planner) plan(ctx context.Context, r request) (string, error) {
	m, err := p.model.Messages.New(ctx, anthropic.MessageNewParams{
		Model:     anthropic.ModelClaudeSonnet4_5,
		MaxTokens: 2048,
		Messages:  []anthropic.MessageParam{anthropic.NewUserMessage(anthropic.NewTextBlock(r.Text))},
	})
	if err != nil {
		return "", err
	}
	return m.Content[0].Text, nil
}
