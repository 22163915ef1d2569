module example.com/support-desk/agent

go 1.25

require (
	github.com/golang-jwt/jwt/v5 v5.3.0
	github.com/openai/openai-go/v3 v3.8.1
)
