/** `house`: every rule of this project. `structure`: only what makes generated code wrong, for anybody's description. */
export type RuleSet = "house" | "structure";
