module example.com/newsroom

go 1.25

require (
	github.com/golang-jwt/jwt/v5 v5.3.0
	github.com/modelcontextprotocol/go-sdk v1.4.0
	github.com/openai/openai-go/v3 v3.26.0
	google.golang.org/adk v1.0.0
	google.golang.org/genai v1.49.0
)
