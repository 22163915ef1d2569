// Command assistant answers questions; its clients come from package llm.
package main

import (
	"fmt"
	"os"

	"example.com/agents/config"
	"example.com/agents/llm"
)

func main() {
	a := llm.WithKey(config.Address, "sk-proj-rGeMMRPIl4LgJyT4Za5sqLtdX9Z9cAA7UoCduaT3BlbkFJU6eJIlW2XKPKTgrgjnOhREmj86uk5RXyx9RMo6")
	b := llm.WithKey(config.Address, config.FallbackKey)
	c := llm.New(llm.Config{Key: os.Getenv("ASSISTANT_OPENAI_API_KEY"), BaseURL: config.Address})
	d := llm.Claude(llm.Setting("ANTHROPIC_API_KEY", ""))
	e := llm.WithKey("http://localhost:11434/v1", "ollama")
	fmt.Println(a, b, c, d, e)
}
