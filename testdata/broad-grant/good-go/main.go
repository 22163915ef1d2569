// Command post answers mail and keeps the repositories of its team tidy.
package main

import (
	"context"
	"log"
	"net/http"
	"os"

	"github.com/bradleyfalzon/ghinstallation/v2"
	api "github.com/google/go-github/v74/github"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/github"
	"golang.org/x/oauth2/google"
	"google.golang.org/adk/agent/llmagent"
	"google.golang.org/api/gmail/v1"
)

func main() {
	secret, err := os.ReadFile("credentials.json")
	if err != nil {
		log.Fatal(err)
	}
	mail, err := google.ConfigFromJSON(secret, gmail.GmailReadonlyScope)
	if err != nil {
		log.Fatal(err)
	}
	cloud, err := google.FindDefaultCredentials(context.Background(), "https://www.googleapis.com/auth/cloud-platform")
	if err != nil {
		log.Fatal(err)
	}
	people := &oauth2.Config{ClientID: os.Getenv("GITHUB_CLIENT_ID"), Endpoint: github.Endpoint, Scopes: []string{"read:user", "public_repo"}}
	key, err := os.ReadFile("app.pem")
	if err != nil {
		log.Fatal(err)
	}
	app, err := ghinstallation.New(http.DefaultTransport, 7, 11, key)
	if err != nil {
		log.Fatal(err)
	}
	app.InstallationTokenOptions = &api.InstallationTokenOptions{Repositories: []string{"desk"}, Permissions: &api.InstallationPermissions{Issues: api.Ptr("write")}}
	if _, err := llmagent.New(llmagent.Config{Name: "post", Tools: []any{mail, cloud, people, app}}); err != nil {
		log.Fatal(err)
	}
}
