//! What stands in a case for what is known only when it is played: `{{message_id}}`, and
//! `{{#now}}` for a number.

use std::collections::BTreeMap;

use serde_json::Value;

/// What is filled in, by its name.
#[derive(Clone, Debug, Default)]
pub(super) struct Blanks(BTreeMap<String, String>);

impl Blanks {
    pub(super) fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// The text with all that is known filled in; the rest stays as it is.
    pub(super) fn fill(&self, text: &str) -> String {
        let (mut filled, mut rest) = (String::new(), text);
        while let Some((before, after)) = rest.split_once("{{") {
            filled.push_str(before);
            let known = after
                .split_once("}}")
                .and_then(|(name, after)| Some((self.0.get(name.trim_start_matches('#'))?, after)));
            rest = match known {
                Some((value, after)) => {
                    filled.push_str(value);
                    after
                }
                None => {
                    filled.push_str("{{");
                    after
                }
            };
        }
        filled + rest
    }

    /// The same in every text of a value.
    pub(super) fn fill_json(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => {
                let filled = self.fill(text);
                let number = text.starts_with("{{#").then(|| filled.parse::<i64>().ok()).flatten();
                number.map_or(Value::String(filled), Value::from)
            }
            Value::Array(values) => values.iter().map(|value| self.fill_json(value)).collect(),
            Value::Object(fields) => {
                let filled = fields.iter().map(|(name, value)| (name, self.fill_json(value)));
                Value::Object(filled.map(|(name, value)| (name.clone(), value)).collect())
            }
            other => other.clone(),
        }
    }
}

/// Merges a patch into a value, as RFC 7396 has it: null takes away.
pub(super) fn merge(value: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *value = patch.clone();
        return;
    };
    if !value.is_object() {
        *value = Value::Object(serde_json::Map::new());
    }
    let Value::Object(fields) = value else { return };
    for (name, patch) in patch {
        if patch.is_null() {
            fields.remove(name);
        } else {
            merge(fields.entry(name.clone()).or_insert(Value::Null), patch);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_known_is_filled_in_and_numbers_are_numbers() {
        let mut blanks = Blanks::default();
        blanks.set("now", "7");
        blanks.set("name", "{{now}}");
        let filled =
            blanks.fill_json(&json!({"a": ["{{now}}", "{{#now}}", "{{name}}"], "b": "{{x}} {{"}));
        assert_eq!(filled, json!({"a": ["7", 7, "{{now}}"], "b": "{{x}} {{"}));
    }

    #[test]
    fn patches_merge_as_the_rfc_says() {
        for (value, patch, expected) in [
            (json!({"a": "b"}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": "b", "b": "c"}), json!({"a": null}), json!({"b": "c"})),
            (
                json!({"a": {"b": "c"}}),
                json!({"a": {"b": "d", "c": null}}),
                json!({"a": {"b": "d"}}),
            ),
            (json!({"a": [1]}), json!({"a": [2, 3]}), json!({"a": [2, 3]})),
            (json!([1]), json!({"a": "b"}), json!({"a": "b"})),
            (json!({}), json!({"a": {"bb": {"ccc": null}}}), json!({"a": {"bb": {}}})),
        ] {
            let mut merged = value.clone();
            merge(&mut merged, &patch);
            assert_eq!(merged, expected, "{value} and {patch}");
        }
    }
}
