package grants

import (
	"context"
	"net/http"
	"os"

	"github.com/bradleyfalzon/ghinstallation/v2"
	"github.com/google/go-github/v74/github"
	"github.com/modelcontextprotocol/go-sdk/mcp"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
	oauthgithub "golang.org/x/oauth2/github"
	"golang.org/x/oauth2/google"
	admin "google.golang.org/api/admin/directory/v1"
	"google.golang.org/api/drive/v3"
	"google.golang.org/api/option"
)

var wide = []string{drive.DriveReadonlyScope, drive.DriveScope}

func google1(ctx context.Context, key []byte, asked []string) {
	google.CredentialsFromJSON(ctx, key, wide...)
	google.CredentialsFromJSON(ctx, key, asked...)
	google.DefaultTokenSource(ctx, "https://www.googleapis.com/auth/cloud-platform")
	google.JWTConfigFromJSON(key, admin.AdminDirectoryUserScope, admin.AdminDirectoryUserReadonlyScope)
	option.WithScopes(drive.DriveFileScope)
	_ = clientcredentials.Config{ClientID: "desk", Scopes: []string{"repo", "tickets.read"}}
}

func people() *oauth2.Config {
	return &oauth2.Config{ClientID: "desk", Endpoint: oauthgithub.Endpoint, Scopes: []string{"read:user", "admin:org"}}
}

func others() *oauth2.Config {
	return &oauth2.Config{ClientID: "desk", Endpoint: google.Endpoint, Scopes: []string{"repo"}}
}

func token(ctx context.Context, client *github.Client, options *github.InstallationTokenOptions) {
	client.Apps.CreateInstallationToken(ctx, 11, nil)
	client.Apps.CreateInstallationToken(ctx, 11, &github.InstallationTokenOptions{})
	client.Apps.CreateInstallationToken(ctx, 11, options)
	client.Apps.CreateInstallationToken(ctx, 11, &github.InstallationTokenOptions{Repositories: []string{"desk"}})
}

func app() (http.RoundTripper, error) {
	return ghinstallation.New(http.DefaultTransport, 7, 11, []byte(os.Getenv("GITHUB_APP_PRIVATE_KEY")))
}

func client() *mcp.Client { return mcp.NewClient(&mcp.Implementation{Name: "desk"}, nil) }
