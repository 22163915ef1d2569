// Command desk answers tickets. Everything that is wrong with it goes through a
// function of another package.
package main

import (
	"fmt"
	"os"
	"time"

	"example.com/desk/internal/cloud"
	"example.com/desk/internal/issuer"
	"example.com/desk/internal/logx"
	"example.com/desk/internal/model"
	"example.com/desk/internal/prompts"
	"github.com/golang-jwt/jwt/v5"
)

func main() {
	key := []byte(os.Getenv("SIGNING_KEY"))
	endless, _ := issuer.Sign(key, jwt.MapClaims{"sub": "desk"})      // missing-ttl
	years, _ := issuer.Issue(key, "desk", 5*365*24*time.Hour)         // long-lived-credential
	credential, err := cloud.Secret(os.Getenv("AZURE_CLIENT_SECRET")) // static-credential
	if err != nil {
		credential, err = cloud.Federated()
	}
	prompt := prompts.Desk(os.Getenv("ZENDESK_API_TOKEN"))                                                              // credential-in-prompt
	logx.Start("desk", "token", os.Getenv("ZENDESK_API_TOKEN"))                                                         // credential-in-log
	client := model.Key("sk-proj-Zqumpm08hsE8JNpjJOQGa2rb19FlY0mG1ylvuhT3BlbkFJfJXqIEnomef2mSJ5CMTIeg1ZTVnVv2fgKD0f6Y") // literal-credential
	fmt.Println(len(endless), len(years), credential, err, prompt, client)
}
