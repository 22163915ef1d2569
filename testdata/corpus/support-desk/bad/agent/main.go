// Command agent takes tickets from the queue and asks a model which of the two
// agents is to work on them.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
)

type ticket struct {
	ID       string `json:"id"`
	Customer string `json:"customer"`
	Text     string `json:"text"`
}

type router struct {
	model openai.Client
	key   []byte
}

func main() {
	r := &router{
		model: openai.NewClient(option.WithAPIKey(os.Getenv("OPENAI_API_KEY"))),
		key:   []byte(os.Getenv("HANDOVER_KEY")),
	}
	http.HandleFunc("POST /tickets", r.ticket)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func (r *router) ticket(w http.ResponseWriter, req *http.Request) {
	var t ticket
	if err := json.NewDecoder(req.Body).Decode(&t); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	to, err := r.route(req.Context(), t)
	if err != nil {
		http.Error(w, "the model did not answer", http.StatusBadGateway)
		return
	}
	token, err := handover(to, t.ID, r.key)
	if err != nil {
		http.Error(w, "no token", http.StatusInternalServerError)
		return
	}
	log.Printf("ticket %s goes to %s", t.ID, to)
	w.Header().Set("Authorization", "Bearer "+token)
	w.WriteHeader(http.StatusAccepted)
}

func (r *router) route(ctx context.Context, t ticket) (string, error) {
	answer, err := r.model.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{
		Model: openai.ChatModelGPT4oMini,
		Messages: []openai.ChatCompletionMessageParamUnion{
			openai.SystemMessage("Answer with triage or refund."),
			openai.UserMessage(t.Text),
		},
	})
	if err != nil {
		return "", err
	}
	return answer.Choices[0].Message.Content, nil
}
