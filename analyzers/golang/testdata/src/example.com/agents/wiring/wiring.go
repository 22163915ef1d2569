package wiring // want package:"has sinks"

import (
	"cmp"
	"os"
	"time"

	eino "github.com/cloudwego/eino-ext/components/model/openai"
	"github.com/dgrijalva/jwt-go"
	"github.com/openai/openai-go/v3/option"
)

// Agent keeps the key that it was made with.
type Agent struct {
	key  string
	name string
}

// NewAgent makes one.
func NewAgent(name, key string) *Agent { return &Agent{key, name} } // want NewAgent:"sink option.WithAPIKey"

// client uses the key far from where it was given.
func (a *Agent) client() option.RequestOption { return option.WithAPIKey(a.key) }

// Rename has nothing to do with it.
func (a *Agent) Rename(name string) { a.name = name }

func start() *Agent {
	return NewAgent("planner", "sk-proj-gvhggKdLrLryCbsXZ6Fjqwluou42WEL4N0JRSET3BlbkFJI8IPvROSc97hF2PIWcNMV0O7T1FCZyFLxfL9hy")
}

func assigned() eino.ChatModelConfig {
	cfg := eino.ChatModelConfig{Model: "gpt-5"}
	cfg.APIKey = cmp.Or(os.Getenv("TEAM_OPENAI_API_KEY"), os.Getenv("OPENAI_API_KEY"))
	return cfg
}

// loop ends although the names go round.
func loop(n int) option.RequestOption {
	a, b := "", ""
	for range n {
		a, b = b, a
	}
	return option.WithAPIKey(a)
}

var signingKey = []byte("Nn0NlvBLv3NujVnCU5csOfs78Npg9FNUahckLNTCIPh4")

func sign(id string) (string, error) {
	t := jwt.NewWithClaims(jwt.SigningMethodHS256, &jwt.StandardClaims{Subject: id, ExpiresAt: time.Now().Add(12 * time.Hour).Unix()})
	return t.SignedString(signingKey)
}

func signForever(id string) (string, error) {
	t := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.StandardClaims{Subject: id, ExpiresAt: 0})
	return t.SignedString(signingKey)
}
