// Generated from description.ts by harbour.test.ts. Do not edit.

export interface paths {
    "/boats/{boatId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["updateBoat"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        BoatUpdate: {
            name?: string;
            /** @enum {unknown} */
            kind?: "ferry" | "tug";
            photo?: string | null;
            convoy?: {
                boatId: string;
                distance: number;
            }[];
            rig?: components["schemas"]["Rig"];
        };
        Boat: {
            id: string;
            name?: string;
            tags?: string[];
            rig?: components["schemas"]["Rig"];
        };
        Rig: {
            masts?: number;
            sailArea?: number;
            /** Format: password */
            radioKey?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    updateBoat: {
        parameters: {
            query?: {
                allPhotos?: boolean;
            };
            header?: never;
            path: {
                boatId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BoatUpdate"];
            };
        };
        responses: {
            /** @description The boat. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        boat: components["schemas"]["Boat"];
                    };
                };
            };
        };
    };
}

export type BoatUpdate = components["schemas"]["BoatUpdate"];

export type Boat = components["schemas"]["Boat"];

export type Rig = components["schemas"]["Rig"];
