// Rows that survive a reload: IndexedDB, or memory where the browser refuses it.

const NAME = "klankbord";
const STORE = "outbox";

export async function openStore() {
  try {
    return new Store(await open());
  } catch {
    return new Memory();
  }
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id", autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

class Store {
  constructor(database) {
    this.database = database;
  }

  run(mode, work) {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error);
    });
  }

  async add(row) {
    return { ...row, id: await this.run("readwrite", (store) => store.add(row)) };
  }

  change(row) {
    return this.run("readwrite", (store) => store.put(row));
  }

  remove(row) {
    return this.run("readwrite", (store) => store.delete(row.id));
  }

  all() {
    return this.run("readonly", (store) => store.getAll());
  }
}

class Memory {
  rows = new Map();
  last = 0;

  async add(row) {
    this.last += 1;
    const kept = { ...row, id: this.last };
    this.rows.set(kept.id, kept);
    return kept;
  }

  async change(row) {
    this.rows.set(row.id, row);
  }

  async remove(row) {
    this.rows.delete(row.id);
  }

  async all() {
    return [...this.rows.values()];
  }
}
