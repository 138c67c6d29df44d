// What stands in the fields of a part, as a list of [name, value]; hidden fields are not a writer's words.

function fields(place) {
  return [...place.querySelectorAll("input[name], textarea[name], select[name]")].filter((field) => field.type !== "hidden");
}

export function readValues(place) {
  return fields(place)
    .filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked)
    .map((field) => [field.name, field.value]);
}

// What the server drew, whatever the browser filled in again after a reload.
export function drawnValues(place) {
  return fields(place)
    .filter((field) => !["radio", "checkbox"].includes(field.type) || field.defaultChecked)
    .map((field) => [field.name, field.defaultValue]);
}

export function writeValues(place, values) {
  for (const field of fields(place)) {
    const own = values.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["radio", "checkbox"].includes(field.type)) field.checked = own.includes(field.value);
    else if (own.length) field.value = own[0];
  }
}

export function sameValues(one, other) {
  const plain = (values) => JSON.stringify(values.map(([name, value]) => [name, value.replace(/\s+$/, "")]));
  return plain(one) === plain(other);
}
