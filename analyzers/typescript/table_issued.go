package typescript

import (
	"github.com/nhivet/nhivet/internal/code"
	"github.com/nhivet/nhivet/internal/wordset"
)

// answers are the names of credentials in what services answer: RFC 6749 section 5.1 and
// RFC 7591 section 3.2.1, Cognito, Secrets Manager, IAM and STS.
var answers = wordset.Of("access_token refresh_token id_token client_secret AccessToken RefreshToken IdToken ClientSecret SecretString SecretAccessKey SessionToken")

// writers write to files. What they make has the mode 0666 without the bits of the umask
// unless an option says otherwise.
var writers = []code.Writer{
	{Calls: "fs.writeFile fs.writeFileSync node:fs.writeFile node:fs.writeFileSync fs/promises.writeFile node:fs/promises.writeFile fs.promises.writeFile node:fs.promises.writeFile", Content: 2, Source: "https://nodejs.org/api/fs.html#fspromiseswritefilefile-data-options"},
}
